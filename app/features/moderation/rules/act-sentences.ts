import { ACT_VERBS, type ActKind, type ActVerb, type KnownAct } from '#app/kernel/acts.ts'
import type { Locale } from '#app/locale/locales.ts'
import { partsIn, speak } from '#app/locale/speak.ts'
import { actWords } from '../words/acts.ts'

/** A part of a sentence; with an address it is a link. */
export interface Part {
  readonly words: string
  readonly address: string | null
}

const BLANKS = ['subject', 'into', 'from', 'to', 'role', 'request'] as const

/** What may fill the blanks of a sentence. */
export type Blank = (typeof BLANKS)[number]

/** The messages of acts: the compiler demands one for each act that can be written down. */
type ActKey = { [Kind in ActKind]: `${Kind}.${ActVerb<Kind>}` }[ActKind]
type UndoKey = `undo.${Exclude<ActVerb<'topic'>, 'undo'>}`
type SentenceKey = (ActKey | UndoKey | 'unknown') & keyof (typeof actWords)['messages']

const isKey = (key: string): key is SentenceKey => Object.hasOwn(actWords.messages, key)

/** The message for an act that was written down. */
export function sentenceOf(kind: string, verb: string, decision: string | null): SentenceKey {
  const undone = `undo.${decision ?? ''}`
  if (kind === 'topic' && verb === 'undo' && decision !== null && isKey(undone)) return undone
  const key = `${kind}.${verb}`
  return isKnownAct({ kind, verb }) && isKey(key) ? key : 'unknown'
}

function isKnownAct({ kind, verb }: { readonly kind: string; readonly verb: string }): boolean {
  return Object.hasOwn(ACT_VERBS, kind) && (ACT_VERBS[kind as ActKind] as readonly string[]).includes(verb)
}

/** A sentence with what is meant in its blanks. */
export function fillSentence(locale: Locale, key: SentenceKey, fill: (blank: Blank) => Part): readonly Part[] {
  return partsIn(locale, actWords, key, BLANKS).map((part) =>
    typeof part === 'string' ? { words: part, address: null } : fill(part.blank),
  )
}

/** Every act by its words without names, for choosing one: "joined a thread into another". */
export function listActs(locale: Locale): readonly { readonly value: string; readonly words: string }[] {
  return (Object.keys(ACT_VERBS) as ActKind[]).flatMap((kind) =>
    ACT_VERBS[kind].map((verb) => ({
      value: `${kind}.${verb}`,
      words: fillSentence(locale, sentenceOf(kind, verb, null), (blank) => ({
        words: plain(locale, kind, blank),
        address: null,
      }))
        .map(({ words }) => words)
        .join(''),
    })),
  )
}

function plain(locale: Locale, kind: ActKind, blank: Blank): string {
  const t = speak(locale, actWords)
  if (blank === 'subject') return t(`plain.${kind}`)
  if (blank === 'role') return t('plain.member.role')
  if (blank === 'request') return t('plain.request')
  if (kind === 'member' && blank === 'into') return t('plain.badge')
  return blank === 'from' ? t('plain.one') : t('plain.another')
}

/** Reads such a choice from an address; null = none, or not one of them. */
export function readAct(value: string | null): KnownAct | null {
  const [kind = '', verb = ''] = (value ?? '').split(/\.(.*)/s)
  return isKnownAct({ kind, verb }) ? ({ kind, verb } as KnownAct) : null // just looked up
}
