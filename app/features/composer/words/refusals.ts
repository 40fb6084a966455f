import { defineWords } from '#app/locale/words.ts'

/** Why a draft is not kept. */
export const composerRefusals = defineWords('composer/refusals', {
  missing: 'This draft doesn’t exist, or you don’t have access to it.',
  signIn: 'Sign in first.',
  unknown: 'There’s no such draft.',
  long: 'A draft can be at most 64 KB.',
  unkept: 'This draft can’t be saved.',
})
