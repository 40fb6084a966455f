import { defineWords } from '#app/locale/words.ts'

/** The page on which staff and advocates bring somebody to a thread. */
export const askForHelpWords = defineWords('escalations/ask-for-help', {
  title: 'Get help with this',
  lead: 'For questions that the people here can’t answer: only staff can see the account, or one person knows.',
  over: 'It’s solved or closed already, so nobody needs to be asked.',
  pass: 'Pass to the support team',
  'pass.text': 'It goes to the queue at the desk, and the asker is told that the support team has it.',
  'pass.why': 'Why the support team',
  'pass.why.hint': 'Staff see it beside the question.',
  'pass.act': 'Pass it on',
  invite: 'Invite somebody',
  'invite.text': 'They’re told once and asked to answer.',
  'invite.handle': 'Handle',
  'invite.why': 'A word to them',
  'invite.act': 'Invite them',
  'invite.suggested': 'Could know this',
  back: 'Back to the thread',
})
