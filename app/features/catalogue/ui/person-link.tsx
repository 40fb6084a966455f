import type { PersonView } from '../types.ts'
import { nameOf } from '#app/ui/person.tsx'

/** A name that leads to its page; a former member is only words. */
export function PersonLink({ person }: { readonly person: Pick<PersonView, 'handle' | 'name'> | null }) {
  return <b>{person === null ? nameOf(null) : <a href={`/members/${person.handle}`}>{person.name}</a>}</b>
}
