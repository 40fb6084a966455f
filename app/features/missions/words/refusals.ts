import { defineWords } from '#app/locale/words.ts'

/** What is wrong with a mission, and what to do. */
export const missionRefusals = defineWords('missions/refusals', {
  title: 'Say what’s needed in 3 to 120 characters.',
  description: 'Use at most 1,000 characters.',
  target: 'Enter how many, from 1 to 10,000.',
  points: 'Enter points from 0 to 500.',
  ends: 'Choose a day from today on, within a year.',
  threads: 'Write the numbers of at most 100 threads.',
  'threads.unknown': 'There is no public thread {id}.',
  level: 'Choose the level that it’s for.',
  missing: 'this mission',
  over: 'This mission is over.',
  notForYou: 'This mission is for others.',
  people: 'There is nobody called “{handle}”.',
  changed: 'Somebody else changed this mission meanwhile. Look at theirs, then save yours.',
})
