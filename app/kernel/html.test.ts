import { expect, test } from 'vitest'
import { escapeHtml } from './html.ts'

test('nothing of a text is read as a mark', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
    '&#60;a href=&#34;x&#34; title=&#39;y&#39;&#62;&#38;amp;&#60;/a&#62;',
  )
})
