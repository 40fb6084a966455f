import type { GetICUArgs } from '@schummar/icu-type-parser'

/** Sentences by key, in ICU MessageFormat: `{count, plural, one {# answer} other {# answers}}`, `<link>here</link>`. */
export type Messages = Readonly<Record<string, string>>

/** One catalogue. `room` is its name among all; `messages` are the English sentences. */
export interface Words<M extends Messages = Messages> {
  readonly room: string
  readonly messages: M
  /** The build has put each message into the form that is rendered; read from source they are ICU text. */
  readonly isCompiled: boolean
}

type Parsed<Text extends string> = GetICUArgs<
  Text,
  { ICUArgument: string | number; ICUNumberArgument: number; ICUDateArgument: number }
>

/** Each argument of a message, also those that only one of its branches names. */
type Arguments<Text extends string> = Merged<Parsed<Text>>
type Merged<Union> = { [Name in Union extends unknown ? keyof Union : never]: ValueOf<Union, Name> }
type ValueOf<Union, Name extends PropertyKey> = Union extends { readonly [One in Name]?: infer Value } ? Value : never

/** The marks in a message: `link` of `Read <link>more</link>`. */
export type MarksIn<Text extends string> = Text extends `${string}</${infer Name}>${infer Rest}`
  ? Name | MarksIn<Rest>
  : never

/** Keys of the messages without marks, which are plain text once their arguments are filled in. */
export type PlainKey<M extends Messages> = {
  [Key in keyof M & string]: [MarksIn<M[Key]>] extends [never] ? Key : never
}[keyof M & string]

/** What a message without marks must be given: nothing, or an object with each of its arguments. */
export type ValuesFor<Text extends string> = keyof Arguments<Text> extends never
  ? readonly []
  : readonly [values: Arguments<Text>]

/** What all of a union's members ask for together. */
type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

/**
 * What a message must be given where its arguments may be more than text: elements, and one function for each mark.
 * Where the key is one of several, what any of them asks for.
 */
export type RichValuesFor<Text extends string, Element, Inner> = Together<
  Text extends string
    ? { readonly [Name in keyof Arguments<Text>]: Arguments<Text>[Name] | Element } & {
        readonly [Name in MarksIn<Text>]: (inner: Inner) => Element
      }
    : never
>

const CATALOGUES = new Map<string, Words>()

/**
 * A catalogue of the interface. It is found by its room from then on, so that a refusal or a stored sentence can
 * name a message without holding it. The build hands over compiled messages.
 */
export function defineWords<const M extends Messages>(room: string, messages: M, isCompiled = false): Words<M> {
  const words = { room, messages, isCompiled }
  CATALOGUES.set(room, words)
  return words
}

/** The catalogue of a room, as far as its module was loaded. */
export function wordsOf(room: string): Words | undefined {
  return CATALOGUES.get(room)
}

/** Every catalogue that was loaded. */
export function allWords(): readonly Words[] {
  return [...CATALOGUES.values()]
}
