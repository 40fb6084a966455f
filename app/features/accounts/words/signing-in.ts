import { defineWords } from '#app/locale/words.ts'

/** Signing in, and what leads back in. */
export const signInWords = defineWords('accounts/signing-in', {
  lookIntoYourMail: 'Check your email',
  ifTheAddressHas:
    'If the address has an account here, we’ve sent it a link to choose a new password. The link works once, within an hour.',
  signIn: 'Sign in',
  tryAnotherAddress: 'try another address',
  chooseANewPassword: 'Choose a new password',
  giveYourAddress: 'Enter your address, and we’ll send you a link.',
  eMailAddress: 'Email address',
  mailMeALink: 'Email me a link',
  afterwardsYouSign: 'From then on, you sign in with the new password. The account is signed out everywhere else.',
  newPassword: 'New password',
  lettersOrMoreSeveral: 'At least 10 characters. Several words work well.',
  keepThisPassword: 'Save password',
  signUp: 'Sign up',
  password: 'Password',
  youHaveBeenSigned: 'You have been signed out',
  nothingIsLostSign: 'Nothing is lost: sign in, and you’ll find what you wrote as a draft.',
  signInToGo: 'Sign in to pick up where you left off.',
  whatYouWrote: 'What you wrote',
  nothingCameLookAmong: 'Nothing arrived? Check your spam folder, or {t}.',
  'done.everywhere': 'You’re signed out everywhere.',
  'done.out': 'You’re signed out.',
  'done.email': 'Your address was changed.',
  'done.erased': 'Your account was deleted. What you posted is being removed, or stripped of your name, right now.',
})
