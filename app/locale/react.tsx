import { createContext, createElement, Fragment, isValidElement, useContext, type ReactNode } from 'react'
import { SOURCE_LOCALE, type Locale } from './locales.ts'
import { formatted, kept, messageOf, speak, type Speaker } from './speak.ts'
import type { Messages, RichValuesFor, Words } from './words.ts'

const LocaleContext = createContext<Locale>(SOURCE_LOCALE)

/** Gives what is inside the language that it is read in. */
export const LocaleProvider = LocaleContext.Provider

/** The language that the page is read in. */
export function useLocale(): Locale {
  return useContext(LocaleContext)
}

/** Says the messages of one catalogue, those with elements and marks inside too. */
export interface PageSpeaker<M extends Messages> extends Speaker<M> {
  readonly locale: Locale
  /** A message whose arguments may be elements; each mark is a function of what stands inside it. */
  rich<Key extends keyof M & string>(key: Key, values: RichValuesFor<M[Key], ReactNode, ReactNode>): ReactNode
}

const SPEAKERS = new Map<Locale, WeakMap<Words, PageSpeaker<Messages>>>()

/** The messages of a catalogue in the language of the page. */
export function useWords<M extends Messages>(words: Words<M>): PageSpeaker<M> {
  return pageSpeaker(useLocale(), words)
}

/** The same where no hook can be called. */
export function pageSpeaker<M extends Messages>(locale: Locale, words: Words<M>): PageSpeaker<M> {
  return kept(SPEAKERS, locale, words, (): PageSpeaker<Messages> => {
    const plain = speak<Messages>(locale, words)
    const speaker = (...args: Parameters<typeof plain>): string => plain(...args)
    const rich = (key: string, values: object): ReactNode => richly(locale, words, key, values as Values)
    return Object.assign(speaker, { locale, rich }) as PageSpeaker<Messages>
  }) // made for these very words
}

type Values = Readonly<Record<string, ReactNode | ((inner: ReactNode) => ReactNode)>>
type Chunk = string | { readonly made: ReactNode }

/** Stands for an element while a message is filled in: no text of ours holds a private-use character. */
const MARK = '\ue000'

function richly(locale: Locale, words: Words, key: string, values: Values): ReactNode {
  const elements: ReactNode[] = []
  const filled: Record<string, string | number | ((inner: Chunk[]) => Chunk)> = {}
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'function') filled[name] = (inner) => ({ made: value(asNode(inner, elements)) })
    else if (typeof value === 'string' || typeof value === 'number') filled[name] = value
    else filled[name] = `${MARK}${elements.push(value) - 1}${MARK}`
  }
  const said = formatted<Chunk>(locale, messageOf(locale, words, key), filled)
  return asNode(Array.isArray(said) ? said : [said], elements)
}

/** Texts and elements in their order, without keys: their places never change. */
function asNode(chunks: readonly Chunk[], elements: readonly ReactNode[]): ReactNode {
  const shown: ReactNode[] = []
  for (const chunk of chunks) {
    if (typeof chunk !== 'string') shown.push(chunk.made)
    else if (elements.length === 0 || !chunk.includes(MARK)) shown.push(chunk)
    else
      chunk.split(MARK).forEach((text, index) => {
        if (index % 2 === 1) shown.push(elements[Number(text)])
        else if (text !== '') shown.push(text)
      })
  }
  const [only] = shown
  return shown.length === 1 && (typeof only === 'string' || isValidElement(only))
    ? only
    : createElement(Fragment, null, ...shown)
}
