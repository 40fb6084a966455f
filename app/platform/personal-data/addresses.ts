import { spansOf } from './spans.ts'
import type { Finder } from './types.ts'

// Each shape is bounded in every part, so that a long text costs no more than its length.
const CAP = "\\p{Lu}[\\p{L}'’.-]{1,24}"
const GAP = '[ \\u00a0]'
const SEP = '[ \\u00a0]{0,2}[,\\n][ \\u00a0\\n]{0,3}'

const ENGLISH_STREET =
  '(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Crescent|Close|Way|Place|Pl|Square|Sq|Terrace|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Grove|Gardens|Mews|Row|Hill)'
/** ZIP, British and Canadian codes. */
const ENGLISH_CODE = `(?:[A-Z]{2,3}${GAP}\\d{4,5}(?:-\\d{4})?|[A-Z]{1,2}\\d[A-Z\\d]?${GAP}?\\d[A-Z]{2}|[A-Z]\\d[A-Z]${GAP}?\\d[A-Z]\\d)(?![\\p{L}\\d])`
const SHAPES: readonly RegExp[] = [
  // 12 High Street, Flat 3, Springfield, IL 62701 · 221b Baker Street, London NW1 6XE
  `(?<![\\w.#$-])\\d{1,5}[A-Za-z]?(?:-\\d{1,4})?${GAP}(?:[NSEW]\\.?${GAP})?(?:(?:${CAP}|\\d{1,3}(?:st|nd|rd|th))${GAP}){1,3}${ENGLISH_STREET}(?![\\p{L}])\\.?(?:${GAP}(?:[NS]?[EW]|[NS]|North|South|East|West)(?![\\p{L}]))?(?:${SEP}(?:Apt|Apartment|Suite|Ste|Unit|Flat|#|Floor)\\.?${GAP}?[\\w-]{1,6}|${GAP}(?:Apt|Suite|Unit|#)\\.?${GAP}?[\\w-]{1,6})?(?:(?:${SEP}${CAP}(?:${GAP}${CAP}){0,2}?)?(?:${SEP}|${GAP})${ENGLISH_CODE}|${SEP}${CAP}(?:${GAP}${CAP}){0,2})?`,
  // Musterstraße 12a, 80331 München · Am Ring 3
  `(?<![\\p{L}])\\p{Lu}[\\p{L}.-]{1,24}(?:straße|strasse|str\\.|weg|allee|platz|gasse|ring|damm|ufer|straat|laan|plein|gracht|kade|singel|dreef|gatan|vägen|gata|vej|veien|gade)${GAP}\\d{1,4}${GAP}?[a-zA-Z]?(?![\\p{L}\\d])(?:${SEP}(?:[A-Z]{1,2}-)?\\d{4,5}${GAP}?(?:[A-Z]{2}${GAP})?${CAP}(?:${GAP}(?:am|an|der|im)?${GAP}?${CAP})?)?`,
  `(?<![\\p{L}])(?:${CAP}${GAP}){1,2}(?:Straße|Strasse|Weg|Allee|Platz|Ring|Damm|Ufer)${GAP}\\d{1,4}${GAP}?[a-zA-Z]?(?![\\p{L}\\d])(?:${SEP}\\d{4,5}${GAP}${CAP})?`,
  // 12 bis, rue de la Paix, 75002 Paris
  `(?<![\\w.-])\\d{1,4}(?:${GAP}?(?:bis|ter))?,?${GAP}(?:rue|avenue|av\\.|boulevard|bd|place|chemin|impasse|allée|quai|route|cours|passage)${GAP}(?:(?:de|du|des|la|le|les|l['’]|d['’])${GAP}?){0,3}${CAP}(?:[ -]${CAP}){0,3}(?:${SEP}(?:F-)?\\d{5}${GAP}${CAP}(?:[ -]${CAP}){0,2})?`,
  // Calle Mayor 15, 3º B, 28013 Madrid · Via Roma 10, 20121 Milano · Rua Augusta, 1500
  `(?<![\\p{L}])(?:[Cc]alle|C/|[Aa]venida|Avda\\.?|Av\\.|[Pp]laza|Paseo|Carrer|Via|Viale|[Pp]iazza|Corso|Largo|[Rr]ua|Travessa|Alameda)${GAP}?(?:(?:de|del|de${GAP}la|da|das|do|dos|della|dei)${GAP})?${CAP}(?:${GAP}(?:(?:de|del|la|da|do|e)${GAP})?${CAP}){0,3},?${GAP}(?:n[º°.o]{0,2}${GAP}?)?\\d{1,5}(?!\\d|\\.\\d|${GAP}?[%€$]|${GAP}[\\p{Ll}])(?:,${GAP}?\\d{1,2}(?:[º°ªa]${GAP}?[A-Za-z]?|${GAP}?[A-Z])?(?![\\p{L}\\d]))?(?:${SEP}\\d{4,5}(?:-\\d{3})?${GAP}${CAP}(?:${GAP}${CAP}){0,2})?`,
  // ul. Długa 5/12, 00-238 Warszawa · ул. Ленина, д. 5
  `(?<![\\p{L}])(?:ul\\.|al\\.|os\\.|ул\\.|улица|пр\\.)${GAP}${CAP}(?:${GAP}${CAP}){0,2},?${GAP}(?:д\\.${GAP}?)?\\d{1,4}[a-zA-Z]?(?:/\\d{1,4})?(?:${SEP}\\d{2}-\\d{3}${GAP}${CAP})?`,
  // Any words with a number, a post code and a town: Am Sonnenhang 14, 35037 Marburg
  `(?<![\\p{L}])(?:${CAP}${GAP}){0,2}${CAP}${GAP}\\d{1,4}${GAP}?[a-z]?,${GAP}(?:[A-Z]{1,2}-)?\\d{5}${GAP}${CAP}(?:${GAP}${CAP})?`,
  // PO Box 123 · Postfach 10 20 30
  `(?<![\\p{L}])(?:P\\.?${GAP}?O\\.?${GAP}Box|Postfach|Apartado(?:${GAP}de${GAP}Correos)?|Boîte${GAP}postale|BP|Casella${GAP}postale)${GAP}\\d{1,4}(?![\\d/])(?:${GAP}\\d{2,3}){0,3}(?:${SEP}\\d{5}${GAP}${CAP})?`,
].map((shape) => new RegExp(shape, 'gu'))

/** A British post code stands for a few houses. */
const UK_CODE = /(?<![\w-])(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})(?![\w-])/g
const UK_AREAS = new Set(
  'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE'.split(
    ' ',
  ),
)

/** Postal addresses in the shapes of several countries; a street with its number is enough. */
export const findAddresses: Finder = (text) => {
  if (!/\d/.test(text)) return []
  return [
    ...SHAPES.flatMap((shape) => spansOf(text, 'address', shape)),
    ...spansOf(text, 'address', UK_CODE, (found) => UK_AREAS.has(/^[A-Z]+/.exec(found)?.[0] ?? '')),
  ]
}
