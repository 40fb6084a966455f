import type { Locale } from '#app/locale/locales.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { stateWords } from './words/states.ts'
/** Names used in the interface, and the Lucide file that draws each. The sprite is made from this table. */
export const ICONS = {
  alert: 'triangle-alert',
  article: 'book-open',
  bold: 'bold',
  check: 'check',
  clock: 'clock',
  code: 'code',
  away: 'moon',
  edit: 'pencil',
  eye: 'eye',
  mail: 'mail',
  more: 'ellipsis',
  flag: 'flag',
  follow: 'bell',
  helpful: 'thumbs-up',
  grow: 'trending-up',
  hidden: 'eye-off',
  history: 'history',
  image: 'image',
  info: 'info',
  italic: 'italic',
  link: 'link',
  list: 'list',
  menu: 'menu',
  offline: 'cloud-off',
  ol: 'list-ordered',
  private: 'lock',
  quote: 'text-quote',
  reply: 'reply',
  same: 'hand',
  search: 'search',
} as const

export type IconName = keyof typeof ICONS

/** An icon is a mark beside a word; `label` is for the few that stand alone. */
export function Icon({ name, label }: { readonly name: IconName; readonly label?: string }) {
  const inner = markOf(`i-${name}`)
  return label === undefined ? (
    <svg className="icon" aria-hidden="true" dangerouslySetInnerHTML={inner} />
  ) : (
    <svg className="icon" role="img" aria-label={label} dangerouslySetInnerHTML={inner} />
  )
}

const inners = new Map<string, { readonly __html: string }>()

/** Constant markup from the table above, made once: half the elements of every icon need no rendering. */
function markOf(id: string): { readonly __html: string } {
  const known = inners.get(id)
  if (known) return known
  const made = { __html: `<use href="/sprite.svg#${id}"></use>` }
  inners.set(id, made)
  return made
}

export type WellState = 'open' | 'answered' | 'solved' | 'late' | 'paused' | 'closed' | 'covered'

/** The state of a thread as words; ideas and praise have replies instead of answers. */
export function wellWords(state: WellState, hasAnswers: boolean, locale: Locale): string {
  const t = speak(locale, stateWords)
  return !hasAnswers && (state === 'open' || state === 'answered') ? t(`reply.${state}`) : t(state)
}

export interface WellProps {
  readonly state: WellState
  readonly big?: boolean
  /** Hangs in the margin, at the end of the rope. */
  readonly hang?: boolean
  /** Said instead of the state's own word; `null` when the same word stands beside it. */
  readonly label?: string | null
}

/** The state of a question as a circle: empty, half full, full. */
export function Well({ state, big, hang, label: given }: WellProps) {
  const t = useWords(stateWords)
  const label = given === undefined ? t(state) : given
  const className = `well ${state}${big ? ' big' : ''}${hang ? ' hang' : ''}`
  const inner = markOf(`w-${state}`)
  return label === null ? (
    <svg className={className} viewBox="0 0 20 20" aria-hidden="true" dangerouslySetInnerHTML={inner} />
  ) : (
    <svg className={className} viewBox="0 0 20 20" role="img" aria-label={label} dangerouslySetInnerHTML={inner} />
  )
}
