import { ratingWord } from './rating-words.ts'

/** How the ratings of a column count: by their words alone, or as figures between two ends. */
export const SCALES = [
  '1-5',
  '0-5',
  '1-7',
  '6-1',
  '0-10',
  '1-10',
  '0-100',
  '0-1',
  'yes-no',
  '-1-1',
  '-103-103',
  'words',
  'unclear',
  'none',
] as const
export type Scale = (typeof SCALES)[number]

/** From which part of a scale up a rating counts as satisfied, and to which one as not. */
const SATISFIED = 0.65
const UNSATISFIED = 0.35

/** The worst and the best of each. */
const ENDS: Readonly<Partial<Record<Scale, readonly [low: number, high: number]>>> = {
  '1-5': [1, 5],
  '0-5': [0, 5],
  '1-7': [1, 7],
  '6-1': [6, 1],
  '0-10': [0, 10],
  '1-10': [1, 10],
  '0-100': [0, 100],
  '0-1': [0, 1],
  'yes-no': [0, 1],
  '-1-1': [-1, 1],
}

/** What a column's ratings are, counted one by one so that it is never held. */
export interface Ratings {
  /** Bare figures: how many, the least, the greatest, how many of 5 at most, how many zeros, whether one has a fraction. */
  readonly figures: number
  readonly least: number
  readonly greatest: number
  readonly small: number
  readonly zeros: number
  readonly hasFraction: boolean
  /** Values that say by themselves how good they are. */
  readonly told: number
  /** Values that can't be read. */
  readonly unread: number
}

export const NO_RATINGS: Ratings = {
  figures: 0,
  least: Infinity,
  greatest: -Infinity,
  small: 0,
  zeros: 0,
  hasFraction: false,
  told: 0,
  unread: 0,
}

/** Counts one more value of a column. */
export function withRating(ratings: Ratings, value: string): Ratings {
  const text = value.trim()
  if (text === '') return ratings
  const figure = figureOf(text)
  if (figure === null) {
    return ownPart(text) === undefined
      ? { ...ratings, unread: ratings.unread + 1 }
      : { ...ratings, told: ratings.told + 1 }
  }
  return {
    ...ratings,
    figures: ratings.figures + 1,
    least: Math.min(ratings.least, figure),
    greatest: Math.max(ratings.greatest, figure),
    small: ratings.small + (figure <= 5 ? 1 : 0),
    zeros: ratings.zeros + (figure === 0 ? 1 : 0),
    hasFraction: ratings.hasFraction || !Number.isInteger(figure),
  }
}

/** Zeros in more than this part of a column of up to five stand for “not rated”. */
const UNRATED = 0.4

/**
 * The scale of a whole column. One value tells little: 1 is the worst of five and the better of yes and no.
 * `column` is the column's name, by which a lone 1 of ratings is told from a yes.
 */
export function decideScale(ratings: Ratings, column: string): Scale {
  const { figures, least, greatest, small, zeros, hasFraction } = ratings
  if (figures === 0) return ratings.told > 0 ? 'words' : ratings.unread > 0 ? 'unclear' : 'none'
  if (least < 0) return least >= -1 && greatest <= 1 ? '-1-1' : 'unclear'
  if (greatest <= 1) {
    if (hasFraction) return '0-1'
    const isLone = zeros === 0 || zeros === figures
    return isLone && /rating|score|stars?|csat|bewertung|note|sterne/i.test(column) ? 'unclear' : 'yes-no'
  }
  if (greatest <= 3 || isGrade(column)) return 'unclear'
  if (greatest <= 5) return zeros === 0 || zeros > UNRATED * figures ? '1-5' : '0-5'
  // From 1 to 6 are school grades, of which 1 is the best, or seven steps of which nobody chose the last.
  if (greatest <= 6 && least >= 1 && !hasFraction) return 'unclear'
  if (greatest <= 7 && least >= 1) return '1-7'
  if (greatest <= 10) return least < 1 ? '0-10' : '1-10'
  // Nearly all within five and some far beyond: two scales in one column.
  if (greatest > 100 || small > figures * 0.8) return 'unclear'
  return '0-100'
}

/** In schools 1 is the best, or A is; which, only who wrote the column knows. */
const isGrade = (column: string): boolean => /schulnote|zensur|school ?grade|note ?\(?1 ?=/i.test(column)

/** 1 = satisfied, 0 = not, null = between, not rated, or not to be told. */
export function satisfactionOf(value: string, scale: Scale): 0 | 1 | null {
  const text = value.trim()
  if (text === '') return null
  const figure = figureOf(text)
  const part = figure === null ? ownPart(text) : partOf(figure, scale)
  if (part === undefined || part === null) return null
  return part >= SATISFIED ? 1 : part <= UNSATISFIED ? 0 : null
}

function partOf(figure: number, scale: Scale): number | null {
  // Freshdesk counts from 101 to 103 for happy, 100 for neither, and below zero for unhappy.
  if (scale === '-103-103') return figure === 100 ? null : figure > 100 ? 1 : figure < 0 ? 0 : null
  const ends = ENDS[scale]
  if (!ends) return null
  const [low, high] = ends
  return figure < Math.min(low, high) || figure > Math.max(low, high) ? null : (figure - low) / (high - low)
}

function figureOf(text: string): number | null {
  return /^[+-]?\d{1,6}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : null
}

const FRACTION = /^(\d{1,3}(?:[.,]\d+)?) ?(?:\/|out of|of|von|sur|de|su|van|z|av|из) ?(\d{1,3})(?: ?\p{L}+)?$/iu
const PERCENT = /^(\d{1,3}(?:[.,]\d+)?) ?(?:%|percent|prozent|pour ?cent|por ?ciento)$/i
const STARS =
  /^(\d(?:[.,]\d+)?) ?(?:stars?|sterne?|étoiles?|estrellas?|stelle|stella|estrelas?|sterren|ster|gwiazdk[ai]|gwiazdek|stjärn(?:a|or))$/i

/** What a value says by itself as a part of 1: null for one that stands for no opinion, undefined for one that can't be read. */
function ownPart(text: string): number | null | undefined {
  const signs = /^(?:[★☆⭐✭✩🌟]\ufe0f?){1,10}$/u.test(text) ? [...text] : null
  if (signs) {
    const full = signs.filter((sign) => /[★⭐🌟]/u.test(sign)).length
    const all = full + signs.filter((sign) => /[☆✭✩]/u.test(sign)).length
    return fractionOf(full, Math.max(5, all))
  }
  const fraction = FRACTION.exec(text)
  if (fraction) return fractionOf(number(fraction[1]), number(fraction[2]))
  const percent = PERCENT.exec(text)
  if (percent) return number(percent[1]) <= 100 ? number(percent[1]) / 100 : undefined
  const stars = STARS.exec(text)
  if (stars) return fractionOf(number(stars[1]), 5)
  return ratingWord(text)
}

const number = (text = ''): number => Number(text.replace(',', '.'))

/** Short scales begin at one, long ones at zero. */
function fractionOf(part: number, whole: number): number | undefined {
  if (whole < 2 || part > whole) return whole === 1 && part <= 1 ? part : undefined
  return whole > 10 || part === 0 ? part / whole : (part - 1) / (whole - 1)
}
