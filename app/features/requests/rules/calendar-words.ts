/** Languages whose months and weekdays are read; of two that mean different months, the earlier one counts. */
const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'da',
  'nb',
  'fi',
  'cs',
  'ru',
  'uk',
  'tr',
  'ro',
  'hu',
  'el',
  'id',
  'vi',
  'ar',
  'he',
  'hi',
  'th',
  'ja',
  'ko',
  'zh',
]

/** What people and programs write besides the names that a language's own rules give. */
const MORE: Readonly<Record<string, number>> = {
  sept: 9,
  mrz: 3,
  marz: 3,
  jänner: 1,
  maerz: 3,
  feber: 2,
  set: 9,
  sett: 9,
  juill: 7,
  aou: 8,
  fev: 2,
  dec: 12,
  янв: 1,
  фев: 2,
  мар: 3,
  апр: 4,
  мая: 5,
  июн: 6,
  июл: 7,
  авг: 8,
  сен: 9,
  окт: 10,
  ноя: 11,
  дек: 12,
}

/** Words that stand around a date and say nothing about it. */
const BETWEEN = new Set(
  'at on um am den der the of o a à às as las los alle ore ora le la el il em de del do da di en om kl klo och og i w dnia dn roku r г года год року в о den’s uhr hrs hours h hod lúc ngày date dated às pukul jam saat'.split(
    ' ',
  ),
)

interface Words {
  readonly months: ReadonlyMap<string, number>
  readonly weekdays: ReadonlySet<string>
}

let words: Words | null = null

/** The month that a word names in one of the big languages, 1 to 12. */
export function monthOf(word: string): number | undefined {
  return wordsOfAll().months.get(plain(word))
}

/** Whether a word names a weekday, or only joins the parts of a date. */
export function isAroundDate(word: string): boolean {
  const own = plain(word)
  return own === '' || BETWEEN.has(own) || BETWEEN.has(word.toLowerCase()) || wordsOfAll().weekdays.has(own)
}

function wordsOfAll(): Words {
  words ??= listWords()
  return words
}

function listWords(): Words {
  const months = new Map<string, number>()
  const weekdays = new Set<string>()
  const note = (name: string | undefined, month: number): void => {
    const own = plain(name ?? '')
    if (own !== '' && !/^\d/.test(own) && !months.has(own)) months.set(own, month)
  }
  for (const language of LANGUAGES)
    for (const length of ['long', 'short'] as const) {
      const options = { month: length, timeZone: 'UTC', numberingSystem: 'latn', calendar: 'gregory' } as const
      const alone = new Intl.DateTimeFormat(language, options)
      // Beside a day, Slavic languages name a month in another form.
      const beside = new Intl.DateTimeFormat(language, { ...options, day: 'numeric' })
      const weekday = new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' })
      for (let month = 1; month <= 12; month += 1) {
        const day = Date.UTC(2026, month - 1, 3)
        note(alone.format(day), month)
        note(beside.formatToParts(day).find(({ type }) => type === 'month')?.value, month)
      }
      for (let day = 1; day <= 7; day += 1) weekdays.add(plain(weekday.format(Date.UTC(2026, 2, day))))
    }
  for (const [name, month] of Object.entries(MORE)) note(name, month)
  for (const day of ['tues', 'wednes', 'thur', 'thurs', 'mie', 'sab', 'dom']) weekdays.add(day)
  return { months, weekdays }
}

/** Without case, accents and the full stop of an abbreviation. */
function plain(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/[.’']+$/u, '')
}
