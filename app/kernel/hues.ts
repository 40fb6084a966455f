const STEP = 15
const NAMES = [
  'rose',
  'coral',
  'red',
  'rust',
  'orange',
  'amber',
  'yellow',
  'olive',
  'lime',
  'leaf',
  'green',
  'jade',
  'teal',
  'lagoon',
  'cyan',
  'sky',
  'azure',
  'blue',
  'indigo',
  'iris',
  'violet',
  'purple',
  'magenta',
  'pink',
] as const

/** A hue to choose, in degrees of OKLCH, and its key among `hueWords`. */
export interface NamedHue {
  readonly hue: number
  readonly name: (typeof NAMES)[number]
}

/** Hues of the product's own colours that mean something, by day and by night. */
const MEANINGS = [
  { hue: 36, means: 'late' },
  { hue: 48, means: 'late' },
  { hue: 150, means: 'solved' },
] as const
/** Nearer than this two hues are taken for one. */
const NEAR = 25

/** Hues all around the circle. */
export const HUES: readonly NamedHue[] = NAMES.map((name, n) => ({ hue: n * STEP, name }))

/** Whether a text is a hue: a whole number of degrees from 0 to 359. */
export const isHue = (text: string): boolean => /^(?:[12]?\d{1,2}|3[0-5]\d)$/.test(text)

/** What a hue would be taken for; null when it means nothing yet. */
export function meaningOf(hue: number): (typeof MEANINGS)[number]['means'] | null {
  const found = MEANINGS.find((one) => {
    const apart = Math.abs(one.hue - hue) % 360
    return Math.min(apart, 360 - apart) <= NEAR
  })
  return found?.means ?? null
}
