import { defineWords } from '#app/locale/words.ts'

/** Refusals of mailed links that say why. */
export const accountsRefusals = defineWords('accounts/links-refusals', {
  'link.superseded': 'A newer link was mailed after this one. Open the newest mail.',
  'reset.used':
    'A new password was chosen with this link already. Sign in with it. If it was not you, ask for a new link at once.',
})
