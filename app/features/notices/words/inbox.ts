import { defineWords } from '#app/locale/words.ts'

/** The inbox, and stopping mails by their link. */
export const inboxWords = defineWords('notices/inbox', {
  inbox: 'Inbox',
  markAllAsRead: 'Mark all as read',
  whatReaches: 'Notice settings',
  nothingHasHappenedYet: 'Nothing has happened yet.',
  answersToWhat: 'Answers to your questions, and news from threads you follow, will appear here.',
  seeWhatWaits: 'See what needs an answer',
  new: 'New:',
  read: 'Read',
  unreadUnread: '{unread} unread',
  eventOn: '{notices, plural, one {# event} other {# events}} on this',
  markAsReadTitle: 'Mark as read: {title}',
  nothingUnread: 'nothing unread',
  'stop.digest': 'This stops the daily digest. You’ll still see everything in your inbox here.',
  'stop.thread':
    'This stops the emails you get because you follow “{title}”. You’ll still see everything in your inbox here.',
  'stop.kind': 'This stops emails of the kind “{kind}”. You’ll still see everything in your inbox here.',
  'stopped.digest': 'You won’t get the daily digest any more.',
  'stopped.thread': 'You won’t get any more emails because you follow “{title}”.',
  'stopped.kind': 'You won’t get any more emails of the kind “{kind}”.',
  'stop.thisThread': 'this thread',
  'stop.title': 'Stop these emails',
  'stop.button': 'Stop emails',
  'stopped.title': 'Stopped',
  'stopped.choose': 'Choose what you get by email',
})
