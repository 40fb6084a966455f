import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { HomePage } from './home-page.tsx'

const words = (threadCount: number): string => {
  const view = {
    threadCount,
    often: [],
    depth: null,
    waitingCount: 0,
    needsAnswer: [],
    fresh: [],
    popular: [],
    categories: [],
    helpers: [],
  }
  return renderToStaticMarkup(createElement(HomePage, { view })).replace(/<[^>]+>/g, ' ')
}

test('an empty place claims neither answers nor threads to search', () => {
  expect(words(0)).toContain('Nobody has asked yet.')
  expect(words(0)).not.toMatch(/has an answer|0 threads/)
})

test('a place where all is answered says so', () => {
  expect(words(12)).toContain('Search 12 threads')
  expect(words(12)).toContain('Every question here has an answer.')
})
