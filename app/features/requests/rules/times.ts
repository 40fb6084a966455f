const DAY_FIRST =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))? ?([ap]m)?)?$/i
const ISO =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/i
/** The same without signs: 20250113, 20250113T1011, 20250113101112. */
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?Z?)?$/i
/** Days since 1899-12-30, as a spreadsheet writes a time whose cell is not formatted as one. */
const SERIAL = /^\d{5}(?:[.,]\d{1,15})?$/
const SERIAL_OF_1970 = 25_569
const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/** A time as exports write it, in UTC milliseconds; null when it is none. Times without a zone are UTC. */
export function timeOf(text: string, dayFirst: boolean): number | null {
  const at = read(text.trim(), dayFirst)
  return at !== null && at >= EARLIEST && at < LATEST ? at : null
}

function read(text: string, dayFirst: boolean): number | null {
  const iso = ISO.exec(text) ?? COMPACT.exec(text)
  if (iso) {
    const [, year, month, day, hour, minute, second, zone] = iso
    return utc(year, month, day, hour, minute, second, zone)
  }
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000
  if (/^\d{12,13}$/.test(text)) return Number(text)
  if (SERIAL.test(text)) {
    const seconds = (Number(text.replace(',', '.')) - SERIAL_OF_1970) * 86_400
    return Math.round(seconds) * 1000
  }
  const other = DAY_FIRST.exec(text)
  if (other) {
    const [, one, sign, two, year = '', hour, minute, second, half] = other
    const [day, month] = sign === '.' || (dayFirst && Number(two) <= 12) || Number(one) > 12 ? [one, two] : [two, one] // prettier-ignore
    const whole = year.length === 2 ? `20${year}` : year
    const late = half === undefined ? 0 : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0)
    return utc(whole, month, day, half === undefined ? hour : String(late), minute, second, undefined) // prettier-ignore
  }
  if (!/[a-z]{3}/i.test(text) || !/\d{4}/.test(text) || text.length > 60) return null
  const parsed = Date.parse(/\b(?:GMT|UTC|Z)\b|[+-]\d{4}/.test(text) ? text : `${text} UTC`)
  return Number.isNaN(parsed) ? null : parsed
}

type Part = string | undefined

function utc(
  year: Part,
  month: Part,
  day: Part,
  hour: Part,
  minute: Part,
  second: Part,
  zone: Part,
): number | null {
  // prettier-ignore
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return null
  const at = Date.UTC(y, m - 1, d, Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0))
  const ahead = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '')
  if (!ahead) return at
  const minutes = Number(ahead[2]) * 60 + Number(ahead[3])
  return at - (ahead[1] === '-' ? -1 : 1) * minutes * 60_000
}

/** Whether dates such as `03/04/2021` name the day first: decided by the first that can be read one way only. */
export function isDayFirst(values: readonly string[]): boolean {
  for (const value of values) {
    const match = DAY_FIRST.exec(value.trim())
    if (!match) continue
    if (Number(match[1]) > 12) return true
    if (Number(match[3]) > 12) return false
  }
  return true
}
