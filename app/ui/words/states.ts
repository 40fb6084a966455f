import { defineWords } from '#app/locale/words.ts'

/** How far a thread got; ideas and praise have replies instead of answers. */
export const stateWords = defineWords('states', {
  open: 'No answer yet',
  answered: 'Answered',
  solved: 'Solved',
  late: 'Late',
  paused: 'Waiting for the asker',
  closed: 'Closed',
  covered: 'All answered',
  'reply.open': 'No reply yet',
  'reply.answered': 'Replied',
})
