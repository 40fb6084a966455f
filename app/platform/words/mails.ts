import { defineWords } from '#app/locale/words.ts'

/** What stands around every mail. */
export const mailWords = defineWords('platform/mails', {
  stop: 'Stop these emails',
  dropped: 'This email contained a link meant only for its reader, so its text isn’t kept.',
})
