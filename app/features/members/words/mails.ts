import { defineWords } from '#app/locale/words.ts'

/** Mails about what was done to an account. */
export const memberMails = defineWords('members/mails', {
  subject: '{subject} · {site}',
  why: 'You’re getting this email because it’s about your account.',
  'suspended.subject': 'Your account is suspended',
  'suspended.until':
    '{by, select, admin {An admin} other {A moderator}} suspended your account @{handle}. You can sign in and read, but not write. The suspension ends on {date} (UTC).',
  'suspended.open':
    '{by, select, admin {An admin} other {A moderator}} suspended your account @{handle}. You can sign in and read, but not write. The suspension has no end date.',
  'suspended.reason': 'The reason they gave: {reason}',
  'suspended.mistake': 'If you think this is a mistake, contact the people who run the community.',
  'restored.subject': 'You can write again',
  'restored.text': 'The suspension of your account @{handle} has ended. You can write again.',
  'role.subject': 'Your role was changed',
  'role.text': 'You’re now {role}. Sign in again to continue.',
})
