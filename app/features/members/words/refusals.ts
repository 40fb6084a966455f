import { defineWords } from '#app/locale/words.ts'

/** Why a profile or a decision about a member is refused. */
export const memberRefusals = defineWords('members/refusals', {
  thisIsMuchTooLong: 'This is much too long.',
  aHandleHasAtMost: 'A handle can have at most 30 characters.',
  chooseATimeZone: 'Choose a time zone from the list.',
  pressOneOfTheButtons: 'Press one of the buttons.',
  chooseOneOfTheFour: 'Choose one of the four.',
  thereIsNoSuchThing: 'There’s no such setting.',
  sayWhyInWords: 'Give a reason that the member can read.',
  chooseHowLong: 'Choose how long.',
  chooseARole: 'Choose a role from the list.',
  thisHoldsMarksThatTurn: 'This contains invisible characters that would reverse other people’s text. Type it again.',
  signInFirst: 'Sign in first.',
  chooseAnotherHandle: 'Choose another handle.',
  empty: 'Fill in this field only once.',
  handleTaken: 'Somebody already has this handle, or one that looks like it. Choose another.',
  reasonLong: 'A reason can have at most {most, number} characters.',
  bioLong: 'This is longer than {most, number} characters. Shorten it.',
  chooseALanguage: 'Choose a language from the list.',
  noPicture: 'No picture arrived.',
  choosePicture: 'Choose a picture first.',
  thisMember: 'This member',
})
