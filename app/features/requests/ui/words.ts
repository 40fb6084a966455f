import type { PersonalKind } from '#app/platform/personal-data/types.ts'
import { counted } from '#app/ui/words.ts'
import type { Channel, Format, ImportState, Outcome } from '../types.ts'

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  mail: 'Mail',
  chat: 'Chat',
  phone: 'Phone',
  social: 'Social media',
  form: 'Form',
  thread: 'Community',
  search: 'Search in vain',
  other: 'Other',
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  solved: 'solved',
  answered: 'answered',
  unanswered: 'not answered',
  unknown: 'not known',
}

export const FORMAT_WORDS: Readonly<Record<Format, string>> = {
  csv: 'Separated values (CSV)',
  jsonl: 'JSON',
  mbox: 'Mail archive (mbox)',
  zendesk: 'Zendesk tickets',
  text: 'Text, one request a line',
}

export const STATE_WORDS: Readonly<Record<ImportState, string>> = {
  mapping: 'waits for its columns',
  reading: 'is being read',
  finished: 'read',
  failed: 'failed',
  cancelled: 'stopped',
  undone: 'taken back',
}

const KIND_WORDS: Readonly<Record<PersonalKind, readonly [one: string, many: string]>> = {
  card: ['card number', 'card numbers'],
  account: ['bank account', 'bank accounts'],
  email: ['e-mail address', 'e-mail addresses'],
  phone: ['telephone number', 'telephone numbers'],
  address: ['postal address', 'postal addresses'],
  name: ['name', 'names'],
  password: ['password', 'passwords'],
  key: ['secret key', 'secret keys'],
  number: ['number of yours', 'numbers of yours'],
}

/** "2 card numbers", by kind, in the order of the list. */
export function redactedWords(counts: Readonly<Partial<Record<PersonalKind, number>>>): string[] {
  return Object.entries(KIND_WORDS).flatMap(([kind, [one, many]]) => {
    const count = counts[kind as PersonalKind] // the record's own names
    return count ? [counted(count, one, many)] : []
  })
}
