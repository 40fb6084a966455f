/** A hue to choose, in degrees of OKLCH, and what people call it. */
export interface NamedHue {
  readonly hue: number
  readonly name: string
}

const STEP = 15
const NAMES =
  'Rose Coral Red Rust Orange Amber Yellow Olive Lime Leaf Green Jade Teal Lagoon Cyan Sky Azure Blue Indigo Iris Violet Purple Magenta Pink'.split(
    ' ',
  )

/** Hues of the product's own colours that mean something, by day and by night. */
const MEANINGS = [
  { hue: 36, means: 'what is late or failing' },
  { hue: 48, means: 'what is late or failing' },
  { hue: 150, means: 'what is solved' },
] as const
/** Nearer than this two hues are taken for one. */
const NEAR = 25

/** Hues all around the circle. */
export const HUES: readonly NamedHue[] = NAMES.map((name, n) => ({ hue: n * STEP, name }))

/** Whether a text is a hue: a whole number of degrees from 0 to 359. */
export const isHue = (text: string): boolean => /^(?:[12]?\d{1,2}|3[0-5]\d)$/.test(text)

/** What a hue would be taken for, in words; null when it means nothing yet. */
export function meaningOf(hue: number): string | null {
  const found = MEANINGS.find((one) => {
    const apart = Math.abs(one.hue - hue) % 360
    return Math.min(apart, 360 - apart) <= NEAR
  })
  return found?.means ?? null
}
