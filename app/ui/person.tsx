import type { Locale } from '#app/locale/locales.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { initialsOf } from './initials.ts'
import { kitWords } from './words/kit.ts'
import type { Role as MemberRole } from '#app/kernel/roles.ts'

/** What a square needs to know of a person. */
export interface PersonLike {
  readonly name: string
  readonly role: MemberRole
  readonly avatarUrl: string | null
}

function edgeOf(role: MemberRole | undefined): string {
  if (role === undefined || role === 'customer') return ''
  return role === 'advocate' ? ' adv' : ' tier'
}

export interface PersonProps {
  /** `null` = a former member. */
  readonly person: PersonLike | null
  readonly large?: boolean
}

/** A person as a square; the name stands beside it, so the square itself is silent. */
export function Person({ person, large }: PersonProps) {
  const className = `who${edgeOf(person?.role)}${large ? ' large' : ''}`
  if (person !== null && person.avatarUrl !== null) {
    const size = large ? 96 : 28
    return <img className={className} src={person.avatarUrl} alt="" width={size} height={size} loading="lazy" />
  }
  return <span className={className} data-i={person ? initialsOf(person.name) : ''} />
}

/** The role beside a name; a customer has none to show. */
export function Role({ role }: { readonly role: MemberRole }) {
  const t = useWords(kitWords)
  return role === 'customer' ? null : <span className={`role${edgeOf(role)}`}>{t(`role.${role}`)}</span>
}

/** The name of a person who may be gone. */
export function nameOf(person: { readonly name: string } | null, locale: Locale): string {
  return person?.name ?? speak(locale, kitWords)('formerMember')
}
