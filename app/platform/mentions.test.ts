import { expect, test } from 'vitest'
import { mentionsIn } from '#app/kernel/mentions.ts'
import { renderMarkdown } from './markdown.server.ts'

test.each([
  ['Ask @anna or @Ben_42.', ['anna', 'ben_42']],
  ['@anna @anna', ['anna']],
  ['`@anna` and ``@ben``', []],
  ['```\n@anna\n```', []],
  ['~~~\n@anna\n~~~', []],
  ['    @anna in indented code', []],
  ['> @anna said\n\nNo, @ben did.', ['ben']],
  ['> > @anna\n> @carl\n\n@ben', ['ben']],
  ['- > @anna\n- @ben', ['ben']],
  ['anna@home.example', []],
  ['https://social.example/@anna', []],
  ['\\@anna and **@ben**', ['anna', 'ben']],
  ['@रवि और @சுரேஷ்', ['रवि', 'சுரேஷ்']],
  ['```unclosed\n@anna', []],
] as const)('%j names %j', (body, handles) => {
  expect(mentionsIn(renderMarkdown(body))).toEqual(handles)
})
