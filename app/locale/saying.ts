import { listIn } from './formats.ts'
import { SOURCE_LOCALE, type Locale } from './locales.ts'
import { formatted, messageOf } from './speak.ts'
import { wordsOf, type Messages, type PlainKey, type ValuesFor, type Words } from './words.ts'

/**
 * A sentence by its code and parameters, said where the language of the reader is known. It may be stored and sent:
 * `say` is the room and the key, such as `accounts:handle.taken`; a parameter may be a saying itself, or a list of them.
 */
export interface Saying {
  readonly say: string
  readonly with?: Readonly<Record<string, SayingValue>>
}

type SayingValue = string | number | Saying | readonly (string | Saying)[]

type SayingValues<Text extends string> =
  ValuesFor<Text> extends readonly [infer Values]
    ? readonly [values: { readonly [Name in keyof Values]: Values[Name] | Saying | readonly (string | Saying)[] }]
    : readonly []

/** A sentence of a catalogue, to be said later. */
export function saying<M extends Messages, Key extends PlainKey<M>>(
  words: Words<M>,
  key: Key,
  ...values: SayingValues<M[Key]>
): Saying {
  const [given] = values as readonly [Saying['with']?]
  return given === undefined ? { say: `${words.room}:${key}` } : { say: `${words.room}:${key}`, with: given }
}

/** The same as text, for what takes no objects: the messages of schemas, and columns of the database. */
export function sayingText<M extends Messages, Key extends PlainKey<M>>(
  words: Words<M>,
  key: Key,
  ...values: SayingValues<M[Key]>
): string {
  return writeSaying(saying(words, key, ...values))
}

export function writeSaying(said: Saying): string {
  return JSON.stringify(said)
}

/** A saying that was written as text, or null for any other text. */
export function readSaying(text: string): Saying | null {
  if (!text.startsWith('{"say":"')) return null
  try {
    const value = JSON.parse(text) as Partial<Saying>
    return typeof value.say === 'string' ? (value as Saying) : null
  } catch {
    return null
  }
}

/** What a saying says in a language. One whose catalogue or key is gone, as after an update, says its code. */
export function sentenceIn(locale: Locale, { say, with: values }: Saying): string {
  const [room = '', key = ''] = say.split(/:(.*)/s)
  const words = wordsOf(room)
  if (!words || !Object.hasOwn(words.messages, key)) return say
  const filled = values && Object.entries(values).map(([name, value]) => [name, filledIn(locale, value)] as const)
  return String(formatted<string>(locale, messageOf(locale, words, key), filled && Object.fromEntries(filled)))
}

function filledIn(locale: Locale, value: SayingValue): string | number {
  if (typeof value !== 'object') return value
  if ('say' in value) return sentenceIn(locale, value)
  const said = value.map((one) => textIn(locale, one))
  return listIn(locale, said)
}

/** What a saying says, or a text that may be a written one; any other text is said as it is. */
export function textIn(locale: Locale, said: Saying | string): string {
  if (typeof said !== 'string') return sentenceIn(locale, said)
  const read = readSaying(said)
  return read ? sentenceIn(locale, read) : said
}

/** In English, for logs and for tests. */
export function sourceSentence(said: Saying): string {
  return sentenceIn(SOURCE_LOCALE, said)
}
