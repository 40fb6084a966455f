import type { PersonView } from '../types.ts'
import { useWords } from '#app/locale/react.tsx'
import { peopleWords } from '../words/people.ts'

/** A name that leads to its page; a former member is only words. */
export function PersonLink({ person }: { readonly person: Pick<PersonView, 'handle' | 'name'> | null }) {
  const t = useWords(peopleWords)
  return <b>{person === null ? t('former') : <a href={`/members/${person.handle}`}>{person.name}</a>}</b>
}
