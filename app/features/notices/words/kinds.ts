import { defineWords } from '#app/locale/words.ts'

/** Kinds of notices: what each is called in the settings. */
export const noticeWords = defineWords('notices/kinds', {
  'name.answer': 'Somebody answers my thread',
  'name.comment': 'Somebody comments on something I wrote',
  'name.mention': 'Somebody mentions me',
  'name.accepted': 'My answer solved a question',
  'name.helpful': 'My answer was found helpful',
  'name.moved': 'There’s news in a thread I follow',
  'name.outcome': 'I’m asked whether my question was solved',
  'name.article': 'A question of mine became an article',
  'name.credited': 'Something I wrote became part of an article',
  'name.verdict': 'My article or edit was reviewed',
  'name.review-due': 'One of my articles is due for another look',
  'name.to-review': 'An article is waiting for my review (staff)',
  'name.flagged': 'Somebody reported a post (moderators)',
  'name.source-gone': 'A source of one of my articles is gone',
  'name.invited': 'I’m asked to help with a question I could know the answer to',
  'name.escalated': 'My question goes to the support team',
  'name.closing-soon': 'My question will be closed soon',
  'name.desk-summary': 'A summary of the desk each morning (moderators)',
  'name.closed': 'My question is closed',
  'name.yours': 'A question at the desk becomes mine (staff)',
  'name.private-asked': 'Somebody asks privately (staff)',
  'name.private-part': 'Staff write to me privately about my question',
  'name.noted': 'A colleague mentions me in a note at the desk (staff)',
  'name.to-desk': 'A question reaches the desk or my team (staff)',
})
