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
  /(?<![\p{L}\p{N}])(?:not|n't|never|no longer|still|but|however|unless|except|nicht|noch|aber|pas|mais|toujours|no|pero|aún|todavía)(?![\p{L}\p{N}])/iu

/** Whether the asker says that it is well now, or only thanks: then they did not come back with the problem. */
export function isContent(body: string): boolean {
  const text = body.replace(/[’‘`´]/gu, "'")
  if (doubtOfAnswer(text) === 'thanks') return true
  return WORKS.test(text) && !NOT.test(text)
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
    isContented = isContent(one.body) && one.body.length < 600
    if (isContented) continue
    const before = spoken[at - 1]
    if (before && !before.byAsker) turns.push(one.at)
  }
  return isContented ? [] : turns
}
