import { defineWords } from '#app/locale/words.ts'

/** The test mail. */
export const settingsMails = defineWords('settings/mails', {
  subject: 'Test email · {site}',
  text: 'This is a test email from {site}. If you can read it, sending email works.',
  button: 'Back to the settings',
  why: 'You’re getting this email because you pressed the button in the settings.',
})
