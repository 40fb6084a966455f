import { defineWords } from '#app/locale/words.ts'

/** What the log calls each setting. */
export const settingNames = defineWords('settings/names', {
  name: 'the name of the community',
  about: 'the description of the community',
  zone: 'the time zone',
  hue: 'the colour',
  logoKey: 'the logo',
  darkLogoKey: 'the logo for dark mode',
  signUp: 'who may sign up',
  askOutcomeAfterDays: 'when people are asked whether their question was solved',
  importMegabytes: 'the largest request file',
  footer: 'the sentence in the footer',
  legal: 'the legal texts',
  kept: 'how long things are kept',
  none: 'a setting',
})
