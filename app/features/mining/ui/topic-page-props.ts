import type { FieldErrors } from '#app/kernel/errors.ts'
import type { TopicPageView, TopicGroupsView } from '../types.ts'

/** What the page of a topic is drawn from. */
export interface TopicPageProps {
  readonly view: TopicPageView
  /** What it would fall apart into, when somebody looks closer; null when there is too little to tell. */
  readonly closer?: TopicGroupsView | null | undefined
  readonly errors?: FieldErrors | undefined
  /** What a refused form held. */
  readonly values?: Readonly<Record<string, string>> | undefined
}
