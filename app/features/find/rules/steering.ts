import { DAY } from '#app/kernel/clock.ts'

/** What may be said of a search in its own text. */
export const OPERATORS = ['tag', 'category', 'user', 'is', 'kind', 'in', 'language', 'before', 'after'] as const
export type Operator = (typeof OPERATORS)[number]

export const IS_VALUES = ['open', 'answered', 'solved'] as const
export const KIND_VALUES = ['question', 'problem', 'idea', 'praise'] as const
export const IN_VALUES = ['threads', 'articles'] as const

/** One operator as it was typed, and where. */
export interface TypedOperator {
  readonly name: Operator
  readonly value: string
  /** As it stands in the text. */
  readonly typed: string
}

/** A search's text, taken apart. */
export interface SteeredQuery {
  /** The words outside quotes, without operators. */
  readonly words: string
  readonly phrases: readonly string[]
  readonly excluded: readonly string[]
  readonly operators: readonly TypedOperator[]
  /** What looks like an operator and is none, as typed: its text is among the words. */
  readonly notUnderstood: readonly string[]
}

/** A minus, a name with a colon, then text in quotes or up to the next space; or text in quotes; or anything up to a space. */
const TOKEN = /(-?)(?:([\p{L}]+):)?(?:"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»)|\S+/gu
const NAMED = /^(-?)([\p{L}]+):(.+)$/u
/** Names before a colon that belong to an address and not to a search. */
const SCHEMES = new Set(
  'http https about file mailto ftp chrome resource view data javascript news tel sms ws wss blob error version'.split(
    ' ',
  ),
)
const OTHER_NAMES: Readonly<Record<string, Operator>> = {
  tags: 'tag',
  from: 'user',
  author: 'user',
  member: 'user',
  by: 'user',
  state: 'is',
  lang: 'language',
  since: 'after',
  until: 'before',
}

/**
 * Takes a search's text apart: phrases in quotes, words after a minus, operators. Nothing is an error: an operator whose
 * name or value makes no sense is searched as text and listed.
 */
export function steer(text: string): SteeredQuery {
  const words: string[] = []
  const phrases: string[] = []
  const excluded: string[] = []
  const operators: TypedOperator[] = []
  const notUnderstood: string[] = []
  for (const { typed, minus, name, value, isQuoted } of tokensOf(text)) {
    const operator = name === null ? null : operatorNamed(name)
    if (operator !== null && !minus && value !== '' && isSense(operator, value)) {
      operators.push({ name: operator, value, typed })
    } else if (name !== null) {
      if (operator !== null || isPlausible(name, value)) notUnderstood.push(typed)
      if (isQuoted) phrases.push(value)
      words.push(isQuoted ? name : typed)
    } else if (minus && isSaid(value)) excluded.push(value)
    else if (isQuoted) {
      if (isSaid(value)) phrases.push(value)
    } else words.push(typed)
  }
  return { words: words.join(' '), phrases, excluded, operators, notUnderstood }
}

interface Token {
  readonly typed: string
  readonly minus: boolean
  readonly name: string | null
  readonly value: string
  readonly isQuoted: boolean
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let from = 0
  for (const match of text.matchAll(TOKEN)) {
    if (match.index < from) continue
    const isBegun = match.index === 0 || /\s/.test(text[match.index - 1] ?? '')
    const quoted = match[3] ?? match[4] ?? match[5] ?? match[6]
    // A quote inside a word, as for inches, or one that is never closed, is no phrase.
    if (quoted !== undefined && isBegun) {
      tokens.push({
        typed: match[0],
        minus: match[1] === '-',
        name: match[2]?.toLowerCase() ?? null,
        value: quoted.trim(),
        isQuoted: true,
      })
      from = match.index + match[0].length
      continue
    }
    for (const piece of match[0].split(/\s+/).filter(Boolean)) tokens.push(plainToken(piece))
    from = match.index + match[0].length
  }
  return tokens
}

function plainToken(typed: string): Token {
  const named = NAMED.exec(typed)
  if (named)
    return {
      typed,
      minus: named[1] === '-',
      name: named[2]?.toLowerCase() ?? null,
      value: named[3] ?? '',
      isQuoted: false,
    }
  const minus = /^-[\p{L}\p{N}]/u.test(typed)
  return { typed, minus, name: null, value: minus ? typed.slice(1) : typed, isQuoted: false }
}

const operatorNamed = (name: string): Operator | null =>
  OPERATORS.find((one) => one === name) ?? OTHER_NAMES[name] ?? null

const isSaid = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** Whether a name with a colon looks like a try at an operator: not an address, a time or a drive. */
const isPlausible = (name: string, value: string): boolean =>
  name.length > 1 && !SCHEMES.has(name) && !/^[/\\:]/.test(value)

function isSense(operator: Operator, value: string): boolean {
  switch (operator) {
    case 'is':
      return isValue(value) !== null
    case 'kind':
      return KIND_VALUES.some((kind) => kind === value.toLowerCase())
    case 'in':
      return inValue(value) !== null
    case 'language':
      return /^[a-z]{2}$/i.test(value)
    case 'before':
    case 'after':
      return dayOf(value) !== null
    case 'user':
      return /^@?[\p{L}\p{N}._-]{1,60}$/u.test(value)
    case 'tag':
    case 'category':
      return isSaid(value)
  }
}

/** The state that `is:` names. */
export function isValue(value: string): (typeof IS_VALUES)[number] | null {
  const one = value.toLowerCase()
  return one === 'unanswered' ? 'open' : (IS_VALUES.find((state) => state === one) ?? null)
}

/** The part of the community that `in:` names. */
export function inValue(value: string): (typeof IN_VALUES)[number] | null {
  return IN_VALUES.find((one) => one === value.toLowerCase() || one === `${value.toLowerCase()}s`) ?? null
}

/** The first moment of the day, month or year that is written as in ISO 8601; null for what is none. In UTC. */
export function dayOf(value: string): number | null {
  const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value)
  if (!found) return null
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)]
  const at = Date.UTC(year, month - 1, day)
  const date = new Date(at)
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1970 && at < 400 * 366 * DAY
  return isReal ? at : null
}

/** The text without an operator, for an address on which the filter beside it decides. */
export function withoutOperators(text: string, names: readonly Operator[]): string {
  // A page of results asks this for each of its forty links.
  if (!text.includes(':')) return text
  const gone = new Set(
    steer(text)
      .operators.filter(({ name }) => names.includes(name))
      .map(({ typed }) => typed),
  )
  if (gone.size === 0) return text
  return tokensOf(text)
    .filter(({ typed }) => !gone.has(typed))
    .map(({ typed }) => typed)
    .join(' ')
}

/** The operator that is being typed at the end of a text, and what stands before it. */
export function begunOperator(
  text: string,
): { readonly before: string; readonly name: Operator; readonly begun: string; readonly minus: boolean } | null {
  const found = /(?:^|\s)(-?)(\p{L}+):("?)([^"\s]*|(?<=")[^"]*)$/u.exec(text)
  const name = found?.[2] === undefined ? null : operatorNamed(found[2].toLowerCase())
  if (!found || name === null) return null
  return { before: text.slice(0, found.index).trim(), name, begun: found[4] ?? '', minus: found[1] === '-' }
}

/** An operator with its value as it is typed. */
export const operatorText = (name: Operator, value: string): string =>
  /\s/.test(value) ? `${name}:"${value}"` : `${name}:${value}`
