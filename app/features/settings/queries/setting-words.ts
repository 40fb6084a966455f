import type { SiteSettings } from '#app/platform/site.server.ts'

/** What the log calls each setting. */
const SETTING_WORDS: Readonly<Record<keyof SiteSettings, string>> = {
  name: 'the name of the place',
  about: 'what the place is',
  zone: 'the time zone',
  hue: 'the colour',
  logoKey: 'the logo',
  darkLogoKey: 'the logo of dark pages',
  signUp: 'who may sign up',
  askOutcomeAfterDays: 'when askers are asked whether it helped',
  importMegabytes: 'the largest file of requests',
  footer: 'the sentence in the foot',
  legal: 'the legal texts',
  kept: 'for how long things are kept',
}

/** The settings of these names in words: "the logo and the colour". */
export function settingWords(changed: unknown): string {
  const words = (Array.isArray(changed) ? changed : []).flatMap((key: unknown) =>
    typeof key === 'string' && Object.hasOwn(SETTING_WORDS, key) ? [SETTING_WORDS[key as keyof SiteSettings]] : [],
  )
  return words.length === 0 ? 'a setting' : new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words)
}
