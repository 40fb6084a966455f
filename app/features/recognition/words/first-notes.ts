import { defineWords } from '#app/locale/words.ts'

/** The notes that come once in a member's life here, and the page on which staff write them. */
export const firstNoteWords = defineWords('recognition/first-notes', {
  title: 'First notes',
  lead: 'Three moments bring a note from a person, once in a member’s life here. Nobody gets one until somebody signs them.',
  'moment.answer': 'After their first answer',
  'moment.accepted': 'When an answer of theirs is accepted for the first time',
  'moment.back': 'When one is accepted again after half a year',
  'default.answer': 'Thank you for your first answer here. Somebody you don’t know is a little further because of you.',
  'default.accepted': 'Your answer solved it. That’s what this place is for, and we noticed. Thank you.',
  'default.back': 'It’s good to see you again. Thank you for this one.',
  'signed.by': 'Signed by {name}.',
  'signed.nobody': 'Nobody signs them, so nobody gets them.',
  sign: 'Sign them with my name',
  unsign: 'Stop signing them: nobody gets them any more',
  save: 'Save',
  done: 'Saved. What was sent already stays as it was.',
})
