import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { deviceNames } from '../words/devices.ts'

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

/** What a `User-Agent` says in words, e.g. "Firefox on Linux". It may lie: it only helps one to remember. */
export function deviceWords(userAgent: string, locale: Locale): string {
  const t = speak(locale, deviceNames)
  const wordOf = (list: typeof BROWSERS): string | undefined => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  const browser = wordOf(BROWSERS) ?? t('browser')
  const system = wordOf(SYSTEMS)
  return system === undefined ? browser : t('browserOn', { browser, system })
}
