import { expect, test } from 'vitest'
import { steer } from './steering.ts'

test.each([
  'Same problem here',
  'same here!',
  'Me too',
  'me too, on Windows 10.',
  "I'm having the same issue",
  'I have the exact same problem since yesterday',
  'I have this too',
  'Any update on this?',
  '+1',
  'bump',
  'Same.',
])('"%s" is offered Same here', (text) => {
  expect(steer(text)).toBe('same-here')
})

test.each([
  'Thanks!',
  'Thank you so much for your help',
  'Perfect, that worked. Thanks a lot!!',
  'great, thanks for the quick reply',
  'Cheers',
])('"%s" is offered as a comment', (text) => {
  expect(steer(text)).toBe('thanks')
})

test.each([
  '',
  'Open about:config and set browser.tabs.warn to false.',
  'Thanks, but it still crashes.',
  'I had the same problem. Try clearing the cache, that helped me.',
  'Same problem here, and the solution was to delete places.sqlite',
  'Which version do you use?',
  'Thank you. How do I undo this later?',
  `I have the same problem. ${'It started when the laptop was moved to another network and since then '.repeat(3)}`,
])('"%s" is left alone', (text) => {
  expect(steer(text)).toBeNull()
})
