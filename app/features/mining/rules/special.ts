/** Digamma: recurrence up to 6, then the asymptotic series (Abramowitz and Stegun 6.3.5, 6.3.18). */
export function digamma(x: number): number {
  let shifted = x
  let sum = 0
  while (shifted < 6) {
    sum -= 1 / shifted
    shifted += 1
  }
  const inverse = 1 / (shifted * shifted)
  return sum + Math.log(shifted) - 0.5 / shifted - inverse * (1 / 12 - inverse * (1 / 120 - inverse / 252))
}

/** digamma(count + base) - digamma(base) for whole counts: a short sum where that is quicker. */
export function digammaRise(count: number, base: number): number {
  if (count > 12) return digamma(count + base) - digamma(base)
  let sum = 0
  for (let i = 0; i < count; i++) sum += 1 / (base + i)
  return sum
}
