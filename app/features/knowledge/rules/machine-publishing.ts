import { saying, type Saying } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'

/** What a draft would say, and where its steps come from. */
export interface DraftOrigin {
  readonly title: string
  /** The sentences under "What to do", in their order, each with the post that it was taken from. */
  readonly steps: readonly { readonly sentence: string; readonly postId: number | null }[]
  /** Every other sentence of the draft. */
  readonly rest: readonly string[]
  /** The accepted answer that the steps come from; null where there is no such one. */
  readonly answer: {
    readonly id: number
    /** Its text, without Markdown. */
    readonly text: string
    /** The question that it was accepted for. */
    readonly question: string
  } | null
}

/** How much of the title's and the question's telling words must be the same. */
const NEAR = 0.6
/** How much of the answer's words the steps must hold: nothing may be cut out of it. */
const WHOLE = 0.95

/**
 * What can't be undone, or leaves a person less safe: deleting, resetting, the profile's files, switching off what
 * protects. Such steps may be right for one person and wrong for the next, so only a person publishes them.
 */
const DANGER =
  /\b(?:delet(?:e|es|ed|ing)|permanently|eras(?:e|es|ing)|wip(?:e|es|ing)|uninstall(?:s|ed|ing)?|factory|registry|regedit|sudo|rm -|chmod|kill|format (?:the|your)|refresh firefox|reset (?:firefox|the |your )?(?:profile|device|password|account|phone|router|settings)?|clear (?:all|your|the)? ?(?:history|data|cookies|cache)|new profile|profile (?:manager|folder|directory|files?)|older version|previous version|downgrad(?:e|es|ing)|add(?: an)? exception|ignore the warning|!important)\b|\b(?:disabl(?:e|es|ed|ing)|turn(?:s|ed|ing)? off|switch(?:es|ed|ing)? off|paus(?:e|es|ing)|deactivat(?:e|es|ing))\b[^.\n]{0,60}\b(?:antivirus|anti-virus|firewall|security|protection|certificate|updates?|safe browsing|encryption|verification|two-factor|2fa)\b|\b(?:places|cookies|favicons)\.sqlite\b|\b(?:logins\.json|key4\.db|prefs\.js|user\.js|userchrome|usercontent|xulstore|policies\.json)\b|\bsecurity\.[a-z.]+|\bxpinstall\.signatures|\b(?:ssl|tls)\b/i

/** Words about which a mistake costs a person most. */
const GRAVE_TITLE =
  /\b(?:certificate|ssl|tls|malware|virus|hack(?:ed|er|ing)?|hijack(?:ed)?|phishing|scam|master password|proxy|fraud|stolen)\b/i

/**
 * Why the product must not publish a draft by itself, or null when it may. It may where the steps are one whole
 * accepted answer to a question near the title, and say nothing that deletes, resets or switches off protection.
 */
export function barsMachinePublishing({ title, steps, rest, answer }: DraftOrigin): Saying | null {
  if (answer === null) return saying(knowledgeRefusals, 'noAcceptedAnswerStandsBehind')
  if (steps.length === 0) return saying(knowledgeRefusals, 'itHasNoSteps')
  if (steps.some(({ postId }) => postId !== answer.id)) return saying(knowledgeRefusals, 'itsStepsComeFromMore')
  const said = steps.map(({ sentence }) => sentence).join('\n')
  if (share(wordsOf(answer.text), wordsOf(said)) < WHOLE) return saying(knowledgeRefusals, 'somethingWasCutOut')
  if (nearness(title, answer.question) < NEAR) return saying(knowledgeRefusals, 'theAnswerWasAccepted')
  const all = [title, said, ...rest].join('\n')
  if (DANGER.test(all) || GRAVE_TITLE.test(title)) return saying(knowledgeRefusals, 'itDeletesResetsOrSwitches')
  if (/\?\s*$/m.test(said) || /\b(?:please (?:post|paste|upload|attach|send)|let (?:me|us) know)\b/i.test(said))
    return saying(knowledgeRefusals, 'itAsksTheReaderSomething')
  return null
}

const SMALL = new Set(
  'a an and are as at be but by can do does for from has have how i in is it my not of on or the this to was what when where which why will with you your firefox'.split(
    ' ',
  ),
)

/** How near two questions are: the share of telling words that both have, of the longer one. */
function nearness(one: string, other: string): number {
  const [a, b] = [telling(one), telling(other)]
  if (a.size === 0 || b.size === 0) return 0
  const both = [...a].filter((word) => b.has(word)).length
  return both / Math.max(a.size, b.size)
}

const telling = (text: string): Set<string> =>
  new Set(
    wordsOf(text)
      .filter((word) => !SMALL.has(word))
      .map((word) => word.replace(/(?:ing|ed|es|s)$/, '')),
  )

/** How much of these words stands in others, each as often as it is needed. */
function share(wanted: readonly string[], given: readonly string[]): number {
  if (wanted.length === 0) return 0
  const left = new Map<string, number>()
  for (const word of given) left.set(word, (left.get(word) ?? 0) + 1)
  let found = 0
  for (const word of wanted) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    found += 1
  }
  return found / wanted.length
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
