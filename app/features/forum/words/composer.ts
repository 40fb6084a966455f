import { defineWords } from '#app/locale/words.ts'

/** Where a thread is answered. */
export const composerWords = defineWords('forum/composer', {
  'title.found': 'Add what you found out',
  'title.answer': 'Your answer',
  'title.reply': 'Your reply',
  'placeholder.found': 'What you’ve tried since, what changed',
  'placeholder.answer': 'What solved it for you, step by step',
  'placeholder.reply': 'What you think of it, and why',
  'act.found': 'Add comment',
  'act.answer': 'Post answer',
  'act.reply': 'Post reply',
  'busy.found': 'Adding',
  'busy.answer': 'Posting',
  'busy.reply': 'Posting',
  'hint.found': 'What you add to your own question is a comment; the question stays open.',
  'hint.answer': 'You can use Markdown. Saved as a draft while you write, also on your other devices.',
  'hint.reply': 'You can use Markdown. Saved as a draft while you write, also on your other devices.',
  draft: 'Your draft, saved {time}. <discard>Discard draft</discard>',
  readsSame:
    'This reads like “same here”. Counting yourself in shows helpers how many people are waiting, and we’ll tell you when there’s news.',
  sameInstead: 'Say “same here” instead',
  readsThanks: 'This reads like a thank-you. As a comment it still reaches the person, and answers stay answers.',
  asComment: 'Post as a comment',
  quote: 'Quote',
})
