import { doubtOfAnswer } from '#app/features/forum/rules/answer-doubt.ts'

/** One word in the conversation under a question, oldest first. */
export interface Spoken {
  /** UTC milliseconds. */
  readonly at: number
  readonly byAsker: boolean
  /** What was written, as Markdown; only the asker's is read. */
  readonly body: string
}

const WORKS =
  /(?<![\p{L}\p{N}])(?:(?:it|that|this|now|everything|all|problem|issue)(?: is| has been|'s)? ?(?:now )?(?:works?|worked|working|solved|fixed|resolved|sorted|gone|good now|ok now|fine now)|works? (?:now|again|fine|perfectly|great)|did the trick|thank(?:s| you).{0,40}(?:work|solv|fix|help)\w*|(?:you )?solved (?:it|my)|(?:hat|es) (?:geklappt|funktioniert (?:jetzt|wieder|nun))|gelöst|behoben|(?:ça|cela) (?:marche|fonctionne)|résolu|funciona (?:ahora|ya|bien)|ya funciona|solucionado|resuelto)/iu
const NOT =
  /(?<![\p{L}\p{N}])(?:not|n't|never|no longer|still|if (?:it|that|this)|but|however|unless|except|nicht|noch|aber|pas|mais|toujours|no|pero|aún|todavía)(?![\p{L}\p{N}])/iu

/** Says by itself that it is well, whatever was wrong before: "I managed to solve it by …". */
const DONE =
  /(?<![\p{L}\p{N}])(?:(?:i|we)(?:'ve| have)? ?(?:\p{L}+ ){0,2}(?:solved|fixed|resolved|figured|sorted) (?:it|this|that|the|my|out)|(?:managed|was able) to (?:solve|fix|resolve|get (?:it|this|that) (?:to work|working|fixed))|(?:and|that|which|this|it|has|now) (?:\p{L}+ )?(?:solved|fixed|resolved) (?:it|this|that|the|my)|(?:problem|issue|question)(?: is| was| has been)? (?:now )?(?:solved|fixed|resolved)|it's been (?:solved|fixed|resolved)|(?:was|is) successful|(?:is )?(?:now )?working (?:fine|again|now|perfectly)|(?:good|great|nice) work-? ?around|got it (?:working|to work)|problem gelöst|(?:habe|hab) es (?:gelöst|geschafft|hinbekommen)|problème (?:est )?résolu|j'ai (?:résolu|réussi)|problema (?:está )?(?:resuelto|solucionado)|lo (?:he )?(?:resuelto|solucionado|solucioné|resolví))(?![\p{L}\p{N}])/iu
/** What makes such a clause say the opposite, or only ask for it. */
const UNDONE =
  /(?<![\p{L}\p{N}])(?:not|\p{L}+n't|didnt|doesnt|cannot|never|no|nothing|if|until|unless|without|nobody|only|almost|hope|nicht|nie|kein\p{L}*|wenn|bis|pas|jamais|si|nunca|hasta)(?![\p{L}\p{N}])/iu
/** Says after all that it is not well: "… but the problem is back". */
const RELAPSE =
  /(?<![\p{L}\p{N}])(?:persists?|came back|comes back|is back|still (?:not|no|have|having|get|getting|the same|happen\p{L}*|there)|any other|what else|how (?:do|can)|immer noch|toujours pas|sigue (?:sin|igual))(?![\p{L}\p{N}])/iu
const CLAUSE = /[.!?;:\n]+|,? (?=(?:but|yet|however|though|aber|doch|mais|pero)(?![\p{L}\p{N}]))/u

/** What somebody wrote without what they quote of others. */
function ownWords(body: string): string {
  return body
    .replace(/[’‘`´]/gu, "'")
    .split('\n')
    .filter((line) => !/^\s*>/.test(line) && !/^\W*[\w.-]+\W+said\W*$/i.test(line))
    .join('\n')
}

/** Whether the asker says that it is well now, or only thanks: then they did not come back with the problem. */
export function isContent(body: string): boolean {
  const text = ownWords(body)
  if (doubtOfAnswer(text) === 'thanks') return true
  if (text.length < 600 && WORKS.test(text) && !NOT.test(text)) return true
  const clauses = text.split(CLAUSE)
  const last = clauses.findLastIndex((clause) => DONE.test(clause) && !UNDONE.test(clause))
  return last >= 0 && !clauses.slice(last + 1).some((clause) => RELAPSE.test(clause))
}

/** What makes the first reading of a conversation quick, in steps of some milliseconds: see `severityPreparations`. */
export function conversationPreparations(): readonly (() => void)[] {
  const texts = ['a', 'a', '–', '–']
  return [
    ...[WORKS, NOT, DONE, UNDONE, RELAPSE].flatMap((pattern) => texts.map((text) => () => void pattern.test(text))),
    ...texts.map((text) => () => void doubtOfAnswer(text)),
  ]
}

/**
 * When the asker came back with the problem after somebody had answered: once for each turn of theirs, oldest first. Empty
 * where the last word is not theirs, or says that it is well: then nobody waits.
 */
export function timesAskerCameBack(spoken: readonly Spoken[]): readonly number[] {
  const last = spoken.at(-1)
  if (!last?.byAsker) return []
  const turns: number[] = []
  let isContented = false
  for (const [at, one] of spoken.entries()) {
    if (!one.byAsker) continue
    isContented = isContent(one.body)
    if (isContented) continue
    const before = spoken[at - 1]
    if (before && !before.byAsker) turns.push(one.at)
  }
  return isContented ? [] : turns
}

/** A time in which the asker's word stood without a reply, and the how manyeth of them it was. UTC milliseconds. */
export interface OpenTurn {
  readonly at: number
  /** When somebody replied, or the asker said that it is well; null = it still stands. */
  readonly until: number | null
  readonly count: number
}

/** All such times of a conversation, the oldest first. At any moment the last open one says what `timesAskerCameBack` does. */
export function openTurns(spoken: readonly Spoken[]): readonly OpenTurn[] {
  const turns: OpenTurn[] = []
  let open: { readonly at: number; readonly count: number } | null = null
  let count = 0
  const close = (until: number | null): void => {
    if (open) turns.push({ ...open, until })
    open = null
  }
  for (const [at, one] of spoken.entries()) {
    if (!one.byAsker || isContent(one.body)) {
      close(one.at)
      continue
    }
    const before = spoken[at - 1]
    if (before && !before.byAsker) count += 1
    if (count > 0) open ??= { at: one.at, count }
  }
  close(null)
  return turns
}
