import { defineWords } from '#app/locale/words.ts'

/** With what somebody is signed in. */
export const deviceNames = defineWords('accounts/devices', {
  browser: 'A browser',
  browserOn: '{browser} on {system}',
})
