import { defineWords } from '#app/locale/words.ts'

/** What notices say that are about a person's standing or the programme: a sentence, and what it is about. */
export const subjectWords = defineWords('notices/subjects', {
  'level.up': 'You’ve reached a level',
  'level.down': 'Your level is now',
  thanks: 'You were thanked by {name}',
  'thanks.former': 'You were thanked',
  'application.granted': 'Welcome: you’re an advocate now',
  'application.declined': 'About your application',
  'application.granted.title': 'What that brings',
  'application.declined.title': 'Not this time: {reason}',
  'first.answer': 'Thank you for your first answer',
  'first.accepted': 'Your first answer was accepted',
  'first.back': 'Good to have you back',
  'mission.invited': 'You’re invited to a mission',
  'mission.done': 'You did your part of a mission',
  'reward.approved': 'Your reward was approved',
  'reward.sent': 'Your reward is on its way',
  'reward.given': 'Your reward was given to you',
  'reward.refused': 'Your reward couldn’t be given, and you have your points back',
  'reward.code': 'Your code is here',
  'panel.invited': 'You’re invited to a panel',
  'panel.closed': 'What we heard, and what we change',
  'story.consent': 'May we show this as a story?',
  'mail.subject': '{count, plural, one {Something for you} other {# things for you}}',
  'mail.button': 'See your inbox',
})
