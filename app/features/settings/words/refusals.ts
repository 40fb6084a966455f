import { defineWords } from '#app/locale/words.ts'

/** Why a setting is refused. */
export const settingsRefusals = defineWords('settings/refusals', {
  nameThePlace: 'Give the community a name.',
  chooseATimeZone: 'Choose a time zone.',
  chooseATimeZone2: 'Choose a time zone from the list.',
  chooseOneOfTheTwo: 'Choose one of the two.',
  giveANumberOfDays: 'Enter a number of days from 0 to 99.',
  giveANumberOfMegabytes: 'Enter a number of megabytes from 1 to 99,999.',
  pressOneOfTheButtons: 'Press one of the buttons.',
  thisIsMuchTooLong: 'This is much too long.',
  thisFormIsBrokenLoad: 'This form is broken. Reload the page.',
  aHueIsANumber: 'Enter a hue from 0 to 359, or nothing.',
  chooseATime: 'Choose a time from the list.',
  yourAccountHasNoAddress: 'Your account has no address to send an email to.',
  chooseALogoFirst: 'Choose a logo first.',
  thereIsNoLogoYet: 'There’s no main logo yet. Choose that first.',
  somebodyElseWroteThisText:
    'Somebody else changed this text in the meantime. What you wrote is below: copy it, reload the page, and combine the two.',
  noPicture: 'No picture arrived.',
  choosePicture: 'Choose a picture first.',
  empty: 'Fill in this field only once.',
  nameLong: 'A name can have at most 60 characters.',
  aboutLong: 'This sentence can have at most 160 characters.',
  footerLong: 'This can have at most 300 characters.',
  chooseSpan: 'Choose for how long.',
  hueMeans: 'This colour is used for {means}. Choose another.',
  thisVersion: 'This version',
})
