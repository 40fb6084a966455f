import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ICONS, type WellState } from './icon.tsx'

const require = createRequire(import.meta.url)
const icons = join(dirname(require.resolve('lucide-static/package.json')), 'icons')

const ring = '<circle cx="10" cy="10" r="7.75" fill="none" stroke="currentColor" stroke-width="2"/>'
const half = '<path d="M3.2 10h13.6A6.8 6.8 0 0 1 3.2 10z" fill="currentColor"/>'

const WELLS: Record<WellState, string> = {
  open: ring,
  answered: half + ring,
  solved:
    '<circle cx="10" cy="10" r="8.75" fill="currentColor"/>' +
    '<path d="m6.2 10.3 2.7 2.7 5-5.6" fill="none" stroke="var(--paper, Canvas)" stroke-width="2"/>',
  late: `${ring}<path d="M9 5.2h2v5.9H9zM9 12.6h2v2.2H9z" fill="currentColor"/>`,
  paused:
    '<circle cx="10" cy="10" r="7.75" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3.1 2.3"/>' +
    '<path d="M7 6.6h2v6.8H7zM11 6.6h2v6.8h-2z" fill="currentColor"/>',
  closed: `${ring}<path d="M5.6 9h8.8v2H5.6z" fill="currentColor"/>`,
  covered: `${ring}<circle cx="10" cy="10" r="5.2" fill="currentColor"/>`,
}

/** The shapes of one Lucide file, without its frame. */
function shapesOf(file: string): string {
  const svg = readFileSync(join(icons, `${file}.svg`), 'utf8')
  return svg
    .slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
    .replace(/\s+/g, ' ')
    .replace(/ \/>/g, '/>')
    .replace(/> </g, '><')
    .trim()
}

function drawSprite(): string {
  const icons = Object.entries(ICONS).map(
    ([name, file]) =>
      `<symbol id="i-${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${shapesOf(file)}</symbol>`,
  )
  const wells = Object.entries(WELLS).map(
    ([state, shapes]) => `<symbol id="w-${state}" viewBox="0 0 20 20">${shapes}</symbol>`,
  )
  const credit = '<!-- Icons: Lucide, ISC. Written by app/ui/sprite.test.ts (vitest -u). -->'
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${credit}\n${[...icons, ...wells].join('\n')}\n</svg>\n`
}

test('the sprite holds every icon and well that is used, as its source draws it', async () => {
  await expect(drawSprite()).toMatchFileSnapshot('../../public/sprite.svg')
})
