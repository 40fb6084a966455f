import type { BadgeLook } from '../types.ts'

/*
 * One drawing for all badges: the pail with its handle, rim and body in a box of 68 by 76, an emblem in line work of 26 on
 * the body, and water that stands in it. The same paths make the component of a page and the picture of a credential.
 */

/** Line work around (34, 50). */
export const EMBLEMS = {
  drop: 'M34 37.5c5.6 7 9 11.4 9 15.6a9 9 0 0 1-18 0c0-4.2 3.4-8.6 9-15.6z',
  rope: 'M34 33v7M24 44a10 4 0 1 0 20 0a10 4 0 1 0-20 0M24 44v6c0 2.2 4.5 4 10 4s10-1.8 10-4v-6M24 50v6c0 2.2 4.5 4 10 4s10-1.8 10-4v-6M44 56c0 5 3 6 3 9',
  pail: 'M25 47h18l-2.6 16H27.6zM27 47c0-10 14-10 14 0M26 52.5h16',
  waves: 'M21 43c4.3-4 8.7-4 13 0s8.7 4 13 0M21 51c4.3-4 8.7-4 13 0s8.7 4 13 0M21 59c4.3-4 8.7-4 13 0s8.7 4 13 0',
  moon: 'M43.5 55.5A11.5 11.5 0 1 1 33 38.5a9.2 9.2 0 0 0 10.5 17zM43 39v6M40 42h6',
  compass: 'M22 51a12 12 0 1 0 24 0a12 12 0 1 0-24 0M39.5 45.5l-3.2 7.8l-7.8 3.2l3.2-7.8z',
  signpost: 'M34 38v26M34 41h10l3 3.5l-3 3.5H34M34 50H24l-3 3.5l3 3.5h10',
  ripples:
    'M31.5 51a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M26.5 51a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0M21.5 51a12.5 12.5 0 1 0 25 0a12.5 12.5 0 1 0-25 0',
  chain: 'M21 42h8l-1.2 8h-5.6zM39 42h8l-1.2 8h-5.6zM30 54h8l-1.2 8h-5.6zM29 46h10M25 50l6 6M43 50l-6 6',
  sunrise: 'M21 59h26M25.5 59a8.5 8.5 0 0 1 17 0M34 46v-7M24.5 50.5l-4-4M43.5 50.5l4-4M26 63.5h16',
  spade: 'M34 37v15M29.5 37h9M28 52h12v4.5c0 4-3 6.5-6 8.5c-3-2-6-4.5-6-8.5z',
  bricks: 'M21 40h26v22H21zM21 47.3h26M21 54.7h26M34 40v7.3M27.5 47.3v7.4M40.5 47.3v7.4M34 54.7V62',
  book: 'M34 43c-3.5-2.5-8-3-13-3v20c5 0 9.5.5 13 3c3.5-2.5 8-3 13-3V40c-5 0-9.5.5-13 3zM34 43v20',
  pencil: 'M24 63l1.5-6.5L41.5 40.5l5 5L30.5 61.5zM38 44l5 5',
  speech: 'M20 39h17v12h-9l-4 4v-4h-4zM41 47h7v12h-4v4l-4-4h-9v-4',
  eye: 'M20.5 51c4-6.5 8.5-9.5 13.5-9.5s9.5 3 13.5 9.5c-4 6.5-8.5 9.5-13.5 9.5s-9.5-3-13.5-9.5zM30 51a4 4 0 1 0 8 0a4 4 0 1 0-8 0',
  knot: 'M20 46c8 0 10 10 17 10c4.5 0 7-2 7-5s-2.5-5-7-5c-7 0-9 10-17 10M48 46c-3 0-5.5 1-7 2.2M48 56c-3 0-5.5-1-7-2.2',
  switch: 'M34 37.5v12M27 42a11 11 0 1 0 14 0',
  plug: 'M29 38v7M39 38v7M25.5 45h17v4.5c0 4.5-3.5 7.5-8.5 7.5s-8.5-3-8.5-7.5zM34 57v3c0 3 2 4.5 5 4.5h6',
  broom: 'M44 38L34.5 49.5M29 47l9.5 7c-2 5-6 9-10 10l-9-7c3-2 7-5 9.5-10zM25 58l3-3M29.5 61l3-3',
  needle:
    'M22.5 62.5L42 43M42 43c-1.5-2.5 0-5.5 3-6.5c.5 3-.5 5.5-3 6.5zM20 49c4.5 1.5 7 .5 10.5 2.5M37.5 58c4 0 6-2 10.5-1M21 56.5c2 .5 3 0 4.5.5M40 63c2.5-.5 5 .5 7.5 0',
  hourglass:
    'M25 38.5h18M25 63.5h18M27 38.5c0 7 7 8 7 12.5s-7 5.5-7 12.5M41 38.5c0 7-7 8-7 12.5s7 5.5 7 12.5M30.5 60h7',
  wheel: 'M22.5 51a11.5 11.5 0 1 0 23 0a11.5 11.5 0 1 0-23 0M34 39.5v23M22.5 51h23M26 43l16 16M42 43L26 59',
  cup: 'M23 46h18v7c0 5-3.5 8-9 8s-9-3-9-8zM41 48h2.5a3.5 3.5 0 0 1 0 7H41M21 64.5h22M29 42c0-2 1.5-2 1.5-4M35 42c0-2 1.5-2 1.5-4',
  leak: 'M21 42h10v5c0 2 1 3 3 3h4c4 0 6 2 6 6v1M21 50h6M38 42h9M40 60c2 2.5 4 4 4 5.5a3 3 0 0 1-6 0c0-1.5 1-3 2-5.5z',
} as const
export type Emblem = keyof typeof EMBLEMS
export const EMBLEM_NAMES = Object.keys(EMBLEMS) as readonly Emblem[]

/** The line work of an emblem; of one that is no longer drawn, the drop. */
export function emblemPath(name: string): string {
  return Object.hasOwn(EMBLEMS, name) ? EMBLEMS[name as Emblem] : EMBLEMS.drop
}

export const PAIL_HANDLE = 'M11 30C11 6 57 6 57 30'
export const PAIL_BODY = 'M8 32h52l-5.4 39.4a3 3 0 0 1-3 2.6H16.4a3 3 0 0 1-3-2.6z'
export const PAIL_RIM = 'M5 31h58'

/** The edge of a pail that is not earned yet. */
export const EMPTY_DASH = '4 3'

/** Where the water stands, from the top of the box, by its thirds. */
const WATER_AT = { 1: 63, 2: 50, 3: 36 } as const

/** The water in the body, up to so many thirds: its sides follow those of the pail. */
export function waterPath(thirds: 1 | 2 | 3): string {
  const top = WATER_AT[thirds]
  const inset = 8 + ((top - 32) * 5.4) / 39.4
  return `M${inset.toFixed(2)} ${top}H${(68 - inset).toFixed(2)}L54.6 71.4a3 3 0 0 1-3 2.6H16.4a3 3 0 0 1-3-2.6z`
}

/** How much water stands in a badge of so many steps once this one is reached; `step` counts from 1. */
export function waterOf(step: number, steps: number): 1 | 2 | 3 {
  if (steps <= 1 || step >= steps) return 3
  return step === 1 ? 1 : 2
}

/** The day's colours of the look (docs/look.md), since a picture that is taken along knows no theme. */
const INK = '#12252c'
const WATER = '#055b81'
const PAPER = '#fbfdfc'

/**
 * The drawing as a file of its own on a ground of paper. `inside` stands directly after the opening tag; `title` is what
 * it shows.
 */
export function pailPicture(
  { emblem, water }: BadgeLook,
  title: string,
  { space = '', inside = '' }: { readonly space?: string; readonly inside?: string } = {},
): string {
  const body =
    water === 0
      ? `<path d="${PAIL_BODY}" stroke="${INK}" stroke-width="2" stroke-dasharray="${EMPTY_DASH}"/>`
      : `<path d="${PAIL_BODY}" fill="${INK}"/><path d="${waterPath(water)}" fill="${WATER}"/>`
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg"${space} width="400" height="400" ` +
    `viewBox="-10 -6 88 88" fill="none" stroke-linecap="round" stroke-linejoin="round">${inside}` +
    `<title>${escapeXml(title)}</title><rect x="-10" y="-6" width="88" height="88" fill="${PAPER}"/>` +
    `<path d="${PAIL_HANDLE}" stroke="${INK}" stroke-width="2.5"/><circle cx="34" cy="12" r="3.2" fill="${INK}"/>${body}` +
    `<path d="${PAIL_RIM}" stroke="${INK}" stroke-width="4"/>` +
    `<path d="${emblemPath(emblem)}" stroke="${water === 0 ? INK : PAPER}" stroke-width="2.25"/></svg>\n`
  )
}

/** Text inside an element or an attribute of XML; what XML can't hold is left out. */
export function escapeXml(text: string): string {
  return [...text]
    .filter((c) => (c >= ' ' && c !== '\ufffe' && c !== '\uffff') || c === '\n' || c === '\t')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
