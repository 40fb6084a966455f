import { defineWords } from '#app/locale/words.ts'

/** What a notice says; where somebody acted, `actor` is their name. */
export const saidWords = defineWords('notices/said', {
  answer: '{actor} answered your question',
  comment: '{actor} commented on what you wrote',
  mention: '{actor} mentioned you',
  accepted: '{actor} accepted your answer',
  helpful: '{actor} found your answer helpful',
  moved: '{actor} wrote in a thread you follow',
  outcome: 'Did one of the answers solve it?',
  article: 'Your question is now answered in an article',
  credited: 'What you wrote is now part of an article, with credit to you',
  verdict: 'Somebody reviewed what you wrote for this article',
  'review-due': 'Your article is due for another look',
  'to-review': 'This article is waiting for a review',
  flagged: 'Somebody reported something here',
  'source-gone': 'A source of your article is gone',
  formerMember: 'A former member',
  somebody: 'Somebody',
})
