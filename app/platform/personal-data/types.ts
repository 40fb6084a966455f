/** What is somebody's own; `number` is what an admin's pattern found. */
export const PERSONAL_KINDS = [
  'card',
  'account',
  'email',
  'phone',
  'address',
  'name',
  'password',
  'key',
  'number',
] as const
export type PersonalKind = (typeof PERSONAL_KINDS)[number]

/** One place in a text that is personal: `start` to `end`, in UTF-16 units, `end` not in it. */
export interface PersonalSpan {
  readonly kind: PersonalKind
  readonly start: number
  readonly end: number
  /** What stands in its place: `card number` is shown as `[card number]`. */
  readonly label: string
}

/** A pattern an admin wrote for the numbers of their own shop, ready to run in linear time. */
export interface NumberPattern {
  readonly name: string
  find(text: string): readonly (readonly [start: number, end: number])[]
}

export interface PersonalOptions {
  /** Only these kinds; all when absent. */
  readonly kinds?: readonly PersonalKind[]
  /** Countries whose way of writing telephone numbers without a country is known; most likely first. */
  readonly regions?: readonly Region[]
  readonly patterns?: readonly NumberPattern[]
  /** Names that are known to belong to the one who wrote. */
  readonly names?: readonly string[]
}

/** Countries whose national numbers are looked for. */
export const REGIONS = ['US', 'GB', 'DE', 'FR', 'ES', 'IT', 'NL', 'AT', 'CH', 'BR', 'IN', 'AU', 'PL', 'SE'] as const
export type Region = (typeof REGIONS)[number]

/** Finds one kind in a text; pure, and linear in the text's length. */
export type Finder = (text: string, options: PersonalOptions) => readonly PersonalSpan[]

/** What is written in the place of each kind. */
export const LABELS: Readonly<Record<PersonalKind, string>> = {
  card: 'card number',
  account: 'bank account',
  email: 'e-mail address',
  phone: 'telephone number',
  address: 'postal address',
  name: 'name',
  password: 'password',
  key: 'secret key',
  number: 'number',
}
