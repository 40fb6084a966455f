import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HUES, isHue, meaningOf } from './hues.ts'

type Rgb = readonly [number, number, number]

/** OKLCH to linear sRGB (B. Ottosson, "A perceptual color space for image processing", 2020), cut to the gamut. */
function linearOf(l: number, c: number, h: number): Rgb {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)]
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ].map((part) => Math.min(1, Math.max(0, part))) as unknown as Rgb
}

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** Contrast as WCAG 2.2 has it, 1 to 21. */
function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const css = readFileSync('app/styles/tokens.css', 'utf8')

/** A token's colour by day and by night, its hue turned where it is the company's. */
function token(name: string, hue: number): readonly Rgb[] {
  const declared = new RegExp(`--${name}: light-dark\\(([^;]+)\\);`).exec(css)?.[1] ?? ''
  const colours = [...declared.matchAll(/oklch\(([\d.]+) ([\d.]+) (?:var\(--hue, \d+\)|([\d.]+))\)/g)]
  expect(colours, name).toHaveLength(2)
  return colours.map(([, l, c, own]) => linearOf(Number(l), Number(c), own === undefined ? hue : Number(own)))
}

describe('the company’s own hue', () => {
  test.each([
    ['water', 'paper'],
    ['water', 'stone'],
    ['water', 'water-wash'],
    ['water-deep', 'paper'],
    ['on-water', 'water'],
    ['on-water', 'water-deep'],
    ['ink-3', 'water-wash'],
    ['signal', 'water-wash'],
    ['solved', 'water-wash'],
  ])('leaves %s on %s readable, whichever it is, by day and by night', (text, ground) => {
    for (let hue = 0; hue < 360; hue++) {
      const grounds = token(ground, hue)
      token(text, hue).forEach((colour, at) => {
        expect(contrast(colour, grounds[at] ?? colour), `hue ${hue}`).toBeGreaterThanOrEqual(4.5)
      })
    }
  })

  test('is none that means something already', () => {
    expect(meaningOf(236)).toBeNull()
    expect([11, 36, 73].map(meaningOf)).toEqual(Array(3).fill('late'))
    expect([125, 150, 175].map(meaningOf)).toEqual(Array(3).fill('solved'))
    expect([10, 74, 124, 176, 359].map(meaningOf)).toEqual(Array(5).fill(null))
  })

  test('is chosen from names, each for another hue', () => {
    expect(new Set(HUES.map(({ name }) => name)).size).toBe(24)
    expect(HUES.every(({ hue }) => isHue(String(hue)))).toBe(true)
    expect(['', '360', '-1', '1.5', '0x1', '1e2'].some(isHue)).toBe(false)
  })
})
