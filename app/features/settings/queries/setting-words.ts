import { listIn } from '#app/locale/formats.ts'
import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { settingNames } from '../words/names.ts'

/** Settings of the site, each of which has a name, and those of features. */
type SettingName = keyof SiteSettings | Extract<keyof (typeof settingNames)['messages'], `${string}.${string}`>

const isSetting = (key: unknown): key is SettingName =>
  typeof key === 'string' && key !== 'none' && Object.hasOwn(settingNames.messages, key)

/** The settings of these names in words: "the logo and the colour". */
export function settingWords(changed: unknown, locale: Locale): string {
  const t = speak(locale, settingNames)
  const words = (Array.isArray(changed) ? changed : []).filter(isSetting).map((key) => t(key))
  return words.length === 0 ? t('none') : listIn(locale, words)
}
