import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { SentenceView, SourcePart } from '../types.ts'
import { Sentences } from './sentences.tsx'

const sentence = (part: SourcePart, more: Partial<SentenceView> = {}): SentenceView => ({
  ...{ sentence: 'Restart it.', part, agreeCount: 1, source: null, gone: false, kept: true },
  ...more,
})
const shown = (sentences: readonly SentenceView[], isOut = false): string =>
  renderToStaticMarkup(createElement(Sentences, { sentences, isOut }))

const STEPS = 'No answer or staff reply was found. Write the steps here.'
const PROBLEM = 'Nobody describes the problem in a full sentence. Describe it here.'

describe('beside a draft', () => {
  test('stands what nothing was found for, until readers have it', () => {
    const noSteps = [sentence('title'), sentence('problem')]

    expect(shown(noSteps)).toContain(STEPS)
    expect(shown(noSteps)).not.toContain(PROBLEM)
    expect(shown(noSteps, true)).not.toContain(STEPS)
    expect(shown([sentence('problem'), sentence('steps')])).not.toContain('found. Write')
  })

  test('counts no sentence whose source was taken away', () => {
    expect(shown([sentence('problem'), sentence('steps', { gone: true })])).toContain(STEPS)
  })

  test('says of what was written by hand that it has no sources, and asks for nothing', () => {
    expect(shown([])).toContain('written by hand')
    expect(shown([])).not.toContain(STEPS)
  })
})
