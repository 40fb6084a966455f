import { countrySpecs } from 'ibantools'
import { describe, expect, test } from 'vitest'
import { findIbans } from './ibans.ts'
import { redact } from './redact.ts'

/** Examples of the IBAN registry, and of countries that use such accounts without being listed there. */
const EXAMPLES = [
  'AD1200012030200359100100',
  'AE070331234567890123456',
  'AL47212110090000000235698741',
  'AT611904300234573201',
  'BE68539007547034',
  'BI4210000100010000332045181',
  'BR1800360305000010009795493C1',
  'CH9300762011623852957',
  'DE89370400440532013000',
  'DJ2100010000000154000100186',
  'ES9121000418450200051332',
  'FK88SC123456789012',
  'FR1420041010050500013M02606',
  'GB29NWBK60161331926819',
  'IT60X0542811101000000123456',
  'LC55HEMM000100010012001200023015',
  'LY83002048000020100120361',
  'MN121234123456789123',
  'MT84MALT011000012345MTLCAST001S',
  'NI45BAPR00000013000003558124',
  'NL91ABNA0417164300',
  'NO9386011117947',
  'OM810180000001299123456',
  'PL61109010140000071219812874',
  'RU0204452560040702810412345678901',
  'SD2129010501234001',
  'SO211000001001000100141',
  'ST23000100010051845310146',
  'SV62CENR00000000000000700025',
  'TL380080012345678910157',
  'TR330006100519786457841326',
  'YE15CBYE0001018861234567891234',
]

describe('a bank account', () => {
  test.each(EXAMPLES)('such as %s is found, together and in groups of four', (account) => {
    const inFours = account.match(/.{1,4}/g)?.join(' ') ?? ''

    expect(redact(`refund to my account ${account}, please`).text).toBe('refund to my account [bank account], please')
    expect(redact(`refund to my account ${inFours}, please`).text).toBe('refund to my account [bank account], please')
  })

  test('is known of every country that has such accounts', () => {
    const missing = Object.entries(countrySpecs).flatMap(([country, { chars }]) => {
      if (!chars) return []
      const body = '1'.repeat(chars - 4)
      return findIbans(`to ${country}${checkDigitsOf(country, body)}${body}`, {}).length === 1 ? [] : [country]
    })

    expect(missing).toEqual([])
  })

  test('with a wrong digit is none, and neither is one of a country without', () => {
    expect(findIbans('LY83002048000020100120362', {})).toEqual([])
    expect(findIbans('ZZ83002048000020100120361', {})).toEqual([])
  })
})

/** ISO 7064 MOD 97-10, worked out another way than the product does. */
function checkDigitsOf(country: string, body: string): string {
  const figures = [...`${body}${country}00`].map((letter) => Number.parseInt(letter, 36)).join('')
  return String(98n - (BigInt(figures) % 97n)).padStart(2, '0')
}
