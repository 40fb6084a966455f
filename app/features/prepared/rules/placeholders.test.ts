import { expect, test } from 'vitest'
import type { PlaceholderFacts } from '../types.ts'
import { fillPlaceholders, unknownPlaceholder } from './placeholders.ts'

const FACTS: PlaceholderFacts = {
  name: 'Carla Ruiz',
  product: 'Harbour Help',
  title: 'Where is my card?',
  dueAt: Date.UTC(2026, 2, 2, 12),
  zone: 'Europe/Berlin',
}

test('what is known stands in its place, and a gap where nothing is', () => {
  const body = 'Hello {{name}}, about “{{ title }}”: {{product}} answers by {{due}}.'
  expect(fillPlaceholders(body, FACTS, 'en')).toBe(
    'Hello Carla Ruiz, about “Where is my card?”: Harbour Help answers by Monday 2 March at 13:00.',
  )
  expect(fillPlaceholders('{{due}}', FACTS, 'de')).toBe('Montag, 2. März um 13:00')
  expect(fillPlaceholders('{{name}} {{due}}', { ...FACTS, name: null, dueAt: null }, 'en')).toBe('… …')
})

test('words of the asker mean nothing in Markdown, and call nobody', () => {
  const title = '[win](http://evil.test) *now* @everyone\n# head'
  const filled = fillPlaceholders('{{title}}', { ...FACTS, title }, 'en')
  expect(filled).toBe('\\[win\\](http://evil.test) \\*now\\* @\u2060everyone \\# head')
  // What looks like a placeholder in them is not filled in again.
  expect(fillPlaceholders('{{title}}', { ...FACTS, title: '{{name}}' }, 'en')).toBe('{{name}}')
})

test.each([
  ['Hello {{name}}, {{ due }}', null],
  ['Nothing to fill in, { not } {{this', null],
  ['{{nmae}}', '{{nmae}}'],
  ['{{name}} {{}}', '{{}}'],
  ['{{Name}}', '{{Name}}'],
])('in “%s” the unknown placeholder is %s', (body, name) => {
  expect(unknownPlaceholder(body)).toBe(name)
})
