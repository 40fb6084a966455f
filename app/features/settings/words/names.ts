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
  articlesByMachine: 'whether articles are published without a person',
  askOutcomeAfterDays: 'when people are asked whether their question was solved',
  searchLearns: 'whether search learns from what people open',
  wordedAnswers: 'whether a model words answers to searches',
  importMegabytes: 'the largest request file',
  footer: 'the sentence in the footer',
  legal: 'the legal texts',
  kept: 'how long things are kept',
  'second-tier.rules': 'the rules of escalation',
  'second-tier.weights': 'the weights of the desk’s order',
  'second-tier.lists': 'the phrases that make a question serious',
  'second-tier.idleMinutes': 'how long a claim lasts',
  'second-tier.mostOpen': 'how many questions one person holds at the desk',
  'second-tier.giving': 'how questions are given to staff',
  'second-tier.closeAfterDays': 'when quiet questions are closed',
  none: 'a setting',
})
