import { defineWords } from '#app/locale/words.ts'

/** What is wrong with a story, and what to do. */
export const storyRefusals = defineWords('stories/refusals', {
  missing: 'this story',
  quote: 'Quote 10 to {most, number} characters.',
  about: 'Say what it’s about in 3 to {most, number} characters.',
  'quote.foreign': 'These words aren’t in the post. Copy them from it as they are.',
  'quote.personal': 'This contains somebody’s private details ({quote}). Choose other words.',
  'post.closed': 'Only what everybody can read can become a story.',
  'post.former': 'Its author has left, so nobody can be asked.',
  'post.twice': 'This post has been suggested already.',
  over: 'This story is over. It can be suggested again.',
  'not.given': 'You haven’t agreed to this story.',
})
