import { defineWords } from '#app/locale/words.ts'

/** Why an article did not help, as readers choose it and as staff read it. */
export const feedbackWords = defineWords('knowledge/feedback', {
  'reason.wrong': 'It’s wrong',
  'reason.outdated': 'It’s out of date',
  'reason.unclear': 'I couldn’t follow it',
  'reason.other-problem': 'My problem is a different one',
  'reason.wanted': 'Something is missing',
  notHelpful: 'Not helpful',
  seenTo: 'Mark as done',
  seenToOf: 'Mark as done: {title}',
})
