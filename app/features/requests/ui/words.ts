import type { PersonalKind } from '#app/platform/personal-data/types.ts'
import { counted, figure } from '#app/ui/words.ts'
import { MACHINE_REASONS } from '../rules/machine-reasons.ts'
import type { Scale } from '../rules/rating-scale.ts'
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

/** How ratings count, for whoever checks it. */
export const SCALE_WORDS: Readonly<Record<Scale, string>> = {
  '1-5': '1 to 5: 4 and 5 count as satisfied, 1 and 2 as not',
  '0-5': '0 to 5: 4 and 5 count as satisfied, 0 and 1 as not',
  '1-7': '1 to 7: 5 to 7 count as satisfied, 1 to 3 as not',
  '6-1': 'school grades, 1 to 6: 1 and 2 count as satisfied, 5 and 6 as not',
  '0-10': '0 to 10: 7 to 10 count as satisfied, 0 to 3 as not',
  '1-10': '1 to 10: 7 to 10 count as satisfied, 1 to 4 as not',
  '0-100': '0 to 100: from 65 up counts as satisfied, up to 35 as not',
  '0-1': '0 to 1: from .65 up counts as satisfied, up to .35 as not',
  'yes-no': '1 is satisfied, 0 is not',
  '-1-1': '1 is satisfied, −1 is not',
  '-103-103': 'Freshdesk’s: above 100 is satisfied, below 0 is not',
  words: 'words, stars, fractions, per cent: each by itself',
  unclear: 'not clear: figures are left out',
  none: 'no ratings',
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

const MACHINE_WORDS: Readonly<Record<keyof typeof MACHINE_REASONS, readonly [one: string, many: string]>> = {
  automatic: ['automatic answer', 'automatic answers'],
  undelivered: ['notice of failed delivery', 'notices of failed delivery'],
  receipt: ['receipt', 'receipts'],
  list: ['newsletter or mail of a list', 'newsletters or mails of lists'],
  program: ['mail of another program', 'mails of other programs'],
}

/** "20 automatic answers", by kind, the most first; the last counts what was refused for other reasons. Empty where no mail of a program was. */
export function refusedWords(counts: readonly { readonly reason: string; readonly count: number }[]): string[] {
  const kinds = Object.entries(MACHINE_WORDS).flatMap(([kind, [one, many]]) => {
    const reason = MACHINE_REASONS[kind as keyof typeof MACHINE_REASONS] // the record's own names
    const count = counts.find((group) => group.reason === reason)?.count ?? 0
    return count > 0 ? [{ count, words: counted(count, one, many) }] : []
  })
  if (kinds.length === 0) return []
  const others = counts.reduce((sum, { count }) => sum + count, 0) - kinds.reduce((sum, { count }) => sum + count, 0)
  const words = kinds.sort((one, other) => other.count - one.count).map((kind) => kind.words)
  return others > 0 ? [...words, `${figure(others)} for other reasons`] : words
}
