import { saying, type Saying } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'

/**
 * Why a model's wording of a draft can't be offered, as a sentence; null when it can. It must keep the
 * heads, the code, the numbers and the links, and be about as long: what is lost or new there was not asked for.
 */
export function smoothingProblem(draft: string, smoothed: string): Saying | null {
  if (smoothed === '') return saying(knowledgeRefusals, 'theModelAnsweredNothing')
  if (smoothed.length > draft.length * 1.6 + 200) return saying(knowledgeRefusals, 'theModelsTextIsMuch')
  if (smoothed.length < draft.length * 0.5) return saying(knowledgeRefusals, 'theModelsTextIsMuch2')
  const given = factsIn(draft)
  const kept = factsIn(smoothed)
  const lost = [...given].find((fact) => !kept.has(fact))
  if (lost !== undefined) return saying(knowledgeRefusals, 'modelLost', { what: shorten(lost) })
  const invented = [...kept].find((fact) => !given.has(fact))
  return invented === undefined ? null : saying(knowledgeRefusals, 'modelAdds', { what: shorten(invented) })
}

/** What must not change: heads, code, what links lead to, addresses, numbers. */
function factsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const pattern of [
    /^#{1,6} .+$/gm,
    /```[\s\S]*?```/g,
    /`[^`\n]+`/g,
    /\]\([^)\s]+/g,
    /https?:\/\/[^\s)>\]]*[^\s)>\].,;:!?]/g,
    /[\w.+-]+@[\w-]+\.[\w.]+/g,
    /\d[\d.,:]*\d|\d/g,
  ]) {
    for (const [match] of text.matchAll(pattern)) found.add(match.trim())
  }
  return found
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
