/**
 * Why a model's wording of a draft can't be offered, as a sentence; null when it can. It must keep the
 * heads, the code, the numbers and the links, and be about as long: what is lost or new there was not asked for.
 */
export function smoothingProblem(draft: string, smoothed: string): string | null {
  if (smoothed === '') return 'The model answered nothing.'
  if (smoothed.length > draft.length * 1.6 + 200)
    return 'The model’s text is much longer than the draft, so it adds something.'
  if (smoothed.length < draft.length * 0.5)
    return 'The model’s text is much shorter than the draft, so something is lost.'
  const given = factsIn(draft)
  const kept = factsIn(smoothed)
  const lost = [...given].find((fact) => !kept.has(fact))
  if (lost !== undefined) return `The model’s text lost “${shorten(lost)}”.`
  const invented = [...kept].find((fact) => !given.has(fact))
  return invented === undefined ? null : `The model’s text adds “${shorten(invented)}”.`
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
