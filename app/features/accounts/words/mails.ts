import { defineWords } from '#app/locale/words.ts'

/** Mails about accounts. */
export const accountMails = defineWords('accounts/mails', {
  subject: '{subject} · {site}',
  'safety.why': 'You’re getting this email because it’s about the security of your account.',
  'safety.button': 'Choose a new password',
  'known.subject': 'You already have an account',
  'known.text':
    'Somebody, probably you, tried to sign up with this address. It already has an account, so nothing was changed.',
  'known.button': 'Sign in',
  'known.forgot':
    'If you’ve forgotten your password, choose a new one at {url}. If it wasn’t you, you can ignore this email.',
  'signUp.subject': 'Confirm your email address',
  'signUp.text':
    'Somebody, probably you, signed up with this address as @{handle}. Confirm that the address is yours and choose a password to create the account.',
  'signUp.button': 'Confirm email address',
  'signUp.link':
    'The link works once, within a day. If it wasn’t you, ignore this email and no account will be created.',
  'signUp.why': 'You’re getting this email because somebody entered your address in the sign-up form.',
  'invitation.subject': 'You’re invited',
  'invitation.text': '{inviter} has invited you to join {site} as {role}.',
  'invitation.button': 'Create your account',
  'invitation.link': 'The link works once, within two weeks. If you don’t want an account, you can ignore this email.',
  'invitation.why': 'You’re getting this email because an admin of the community sent you an invitation.',
  'reset.subject': 'Choose a new password',
  'reset.text': 'Somebody, probably you, asked to reset the password of @{handle}.',
  'reset.button': 'Choose a new password',
  'reset.link':
    'The link works once, within {minutes, plural, one {# minute} other {# minutes}}. If it wasn’t you, ignore this email: your password stays as it is.',
  'reset.why': 'You’re getting this email because somebody entered your address in the form for forgotten passwords.',
  'password.subject': 'Your password was changed',
  'password.settings':
    'The password of @{handle} was changed in the settings. If it wasn’t you, choose a new one right away.',
  'password.link':
    'The password of @{handle} was changed using an emailed link, and the account was signed out everywhere. If it wasn’t you, choose a new password right away.',
  'email.why': 'You’re getting this email because somebody entered your address as the new one for their account.',
  'email.known':
    'Somebody tried to use this address for their account. It already belongs to your account, so nothing was changed and there’s nothing to do.',
  'email.subject': 'Confirm your new email address',
  'email.text': 'Confirm that this is the new address of @{handle}. Until then, the old one stays in use.',
  'email.button': 'Confirm email address',
  'email.link': 'The link works once, within a day. If it wasn’t you, you can ignore this email.',
  'email.asked.subject': 'Somebody asked to change your email address',
  'email.asked':
    'Somebody who knows the password of @{handle} asked to change its email address. If it wasn’t you, choose a new password right away, and nothing will change.',
  'email.changed.subject': 'Your email address was changed',
  'email.changed':
    'The account @{handle} now has a different email address, so this is the last email sent to this one. If you didn’t change it, contact the people who run the community right away.',
  'email.changed.why': 'You’re getting this email because this was the address of your account.',
})
