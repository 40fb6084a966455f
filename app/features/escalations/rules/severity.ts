import type { SeverityClass, SeverityLevel, SeverityLists, SeverityMatch } from '../types.ts'

/** How serious each class is. */
export const CLASS_LEVELS: Readonly<Record<SeverityClass, SeverityLevel>> = {
  safety: 4,
  'data-loss': 4,
  security: 4,
  money: 3,
  legal: 3,
  press: 3,
  stuck: 2,
}

/**
 * What people write when it is serious, in the languages that come with the product. An admin edits the lists.
 * `*` = the rest of a word, `…` = up to three words between.
 */
export const DEFAULT_LISTS: SeverityLists = {
  safety: {
    en: [
      'caught fire',
      'is on fire',
      'smoke came',
      'smoking',
      'electric shock',
      'got burn*',
      'overheat*',
      'injur*',
      'suicid*',
      'kill myself',
      'dangerous for',
    ],
    de: ['brennt', 'feuer gefangen', 'rauch', 'stromschlag', 'überhitz*', 'verletz*', 'krankenhaus', 'suizid*'],
    fr: ['pris feu', 'fumée', 'choc électrique', 'brûlé*', 'surchauff*', 'bless*', 'hôpital', 'suicid*'],
    es: ['se incendió', 'fuego', 'humo', 'descarga eléctrica', 'quemad*', 'sobrecalient*', 'herid*', 'suicid*'],
  },
  'data-loss': {
    en: [
      'lost all',
      'lost … (bookmarks|passwords|data|files|photos|messages|history|everything)',
      'lost everything',
      'data loss',
      '(bookmarks|passwords|files|photos|messages|data|emails) … (gone|disappeared|vanished|wiped|deleted)',
      'everything … (gone|disappeared|vanished|wiped|deleted)',
      'deleted all',
      'wiped (out|all|my)',
    ],
    de: [
      'alles weg',
      'alles gelöscht',
      'alle … (weg|verschwunden|gelöscht|verloren)',
      'datenverlust',
      'daten verloren',
      '(lesezeichen|passwörter|dateien|bilder|nachrichten) … (weg|verschwunden|gelöscht|verloren)',
    ],
    fr: [
      'tout perdu',
      "j'ai perdu (tou*|mes)",
      'perte de données',
      'tout … (disparu|effacé)',
      '(favoris|marque-pages|fichiers|photos|mots de passe|données) … (disparu*|effacé*|perdu*)',
    ],
    es: [
      'perdí todo',
      'perdido tod*',
      'pérdida de datos',
      'borró todo',
      'todo … (borrado|desaparecido)',
      '(favoritos|marcadores|archivos|fotos|contraseñas|datos) … (desaparecid*|borrad*|perdid*)',
    ],
  },
  security: {
    en: [
      'hacked',
      'hackers (have|got|took|changed|stole|are)',
      'hacker (has|got|took|changed|stole|is|using|uses|used)',
      '(this|the) hacker',
      'account … (taken over|stolen|compromised)',
      'someone else … (logged in|my account|my password|uses my|using my|has my)',
      'unauthori?ed … (access|login)',
      'data breach',
      'identity theft',
      'ransom*',
      'stolen (phone|laptop|card|account)',
      '(phone|laptop|card|account) … stolen',
      'log* in … did not create',
    ],
    de: [
      'gehackt',
      'konto … (übernommen|gestohlen)',
      'fremde* zugriff',
      'jemand anderes',
      'datenleck',
      'identitätsdiebstahl',
      'gestohlen*',
      'erpress*',
    ],
    fr: [
      'piraté*',
      'piratage',
      'compte … volé',
      'accès non autorisé',
      "vol d'identité",
      "quelqu'un d'autre",
      'rançon*',
    ],
    es: ['hackead*', 'cuenta … robada', 'acceso no autorizado', 'robo de identidad', 'otra persona', 'secuestr*'],
  },
  money: {
    en: [
      'charged twice',
      'double charge*',
      'charged … (twice|without|wrong)',
      'unauthori?ed (charge*|payment*|transaction*)',
      'fraud*',
      'scam*',
      'money … (gone|missing|taken|disappeared)',
      "(did not|didn't|never) … refund*",
      'wrong amount',
      "don't recogni?e … (payment|charge|transaction)",
    ],
    de: [
      'doppelt (abgebucht|belastet|berechnet)',
      'zweimal (abgebucht|belastet|berechnet)',
      'unberechtigte* abbuchung*',
      'betrug',
      'betrogen',
      'geld … (weg|fehlt)',
      'falscher betrag',
    ],
    fr: [
      '(débité|facturé|prélevé) … (deux fois|double)',
      'prélèvement non autorisé',
      'fraud*',
      'arnaque*',
      'escroc*',
      'argent … (disparu|manque)',
    ],
    es: [
      '(cobrad*|cobraron|cargo) … (dos veces|doble)',
      'cargo no autorizado',
      'fraude*',
      'estafa*',
      'dinero … (desaparec*|falta)',
    ],
  },
  legal: {
    en: [
      'lawyer*',
      'attorney*',
      'sue you',
      'legal action',
      'lawsuit',
      'take … to court',
      'small claims',
      'gdpr',
      'data protection (officer|authority)',
      'ombudsman',
      'trading standards',
    ],
    de: [
      'anwalt',
      'anwältin',
      'rechtsanwalt*',
      'rechtliche schritte',
      'verklagen',
      'dsgvo',
      'datenschutzbehörde',
      'verbraucherzentrale',
      'schlichtungsstelle',
    ],
    fr: ['avocat', 'porter plainte', 'action en justice', 'tribunal', 'rgpd', 'cnil', 'poursuites'],
    es: ['abogad*', 'demandar*', 'acciones legales', 'juzgado', 'rgpd', 'protección de datos', 'consumo oficina'],
  },
  press: {
    en: ['journalist*', 'newspaper', 'going to the press', 'tv station', 'consumer watchdog'],
    de: ['journalist*', 'presse', 'zeitung', 'fernsehen berichte*'],
    fr: ['journaliste*', 'la presse', 'journal télévisé'],
    es: ['periodista*', 'la prensa', 'periódico'],
  },
  stuck: {
    en: [
      "(can't|cannot|can not|unable to) work",
      'urgent*',
      'emergency',
      'asap',
      'production … down',
      'whole (company|team|office)',
      'deadline',
      'locked out',
    ],
    de: [
      'dringend',
      'notfall',
      'nicht arbeiten',
      'nicht mehr arbeiten',
      'ganze firma',
      'ausgesperrt',
      'produktion steht',
    ],
    fr: ['urgent*', 'urgence', 'plus travailler', 'toute l.entreprise', 'bloqué … compte'],
    es: ['urgente*', 'emergencia', 'no pued* trabajar', 'toda la empresa'],
  },
}

/** Where a phrase stands, and whether it is said as a fear or a guess. */
interface Found {
  readonly index: number
  readonly words: string
  readonly isGuess: boolean
}

/** How much before a phrase decides what it says there: the rest of its clause, in characters. */
const BEFORE = 48
/** What is denied or to be avoided happened to nobody. */
const NOT_SAID =
  /\b(?:if|without|avoid\p{L}*|prevent\p{L}*|in case|instead of|not|n't|never|no|how (?:can|do|could) (?:i|you|someone|a)|wenn|ohne|nicht|kein\p{L}*|falls|sans|si|pas|sin|no)\b[^.!?\n,;]*$/u
/** What the asker did themself, and not by accident: "I already deleted all my cookies". */
const OWN_ACT = /\b(?:i|we)(?:'ve| have| had|'d)?(?: (?:already|also|then|just|even|now|finally|manually))? ?$/u
const ACT = /^(?:deleted|wiped|hacked)/u
/** What is feared or guessed counts one level less than what happened. */
const GUESS =
  /\b(?:risk\p{L}*|afraid|worr\p{L}*|fear\p{L}*|scared|seem\p{L}*|as (?:if|though)|might|may|could|would|will|think|possibl\p{L}*|maybe|perhaps|vielleicht|scheint|angst|könnte\p{L}*|peut-être|semble\p{L}*|crain\p{L}*|quizás?|parece\p{L}*|podría\p{L}*|miedo)\b[^.!?\n,;]*$/u
const GUESS_INSIDE = /\b(?:may|might|could|would|will|seem\p{L}*)\b/u

/** The phrases of one class as a pattern; it is built when it is first asked. */
interface ClassPattern {
  readonly name: SeverityClass
  readonly level: SeverityLevel
  readonly find: (text: string) => Found | null
}

const known = new WeakMap<SeverityLists, readonly ClassPattern[]>()

/** The most serious thing that a text says, with its words; null = nothing of the lists. Title and text together. */
export function severityOf(text: string, lists: SeverityLists): SeverityMatch | null {
  const plain = text.replace(/[’‘`´]/gu, "'").slice(0, 8000)
  // In small letters both, a pattern is built in half the time of one that looks for either.
  const small = plain.toLowerCase()
  let best: SeverityMatch | null = null
  for (const { name, level, find } of patternsOf(lists)) {
    const found = find(small)
    if (!found) continue
    const words =
      small.length === plain.length ? plain.slice(found.index, found.index + found.words.length) : found.words
    const match = {
      level: found.isGuess ? lower(level) : level,
      class: name,
      words: words.replace(/\s+/gu, ' ').slice(0, 60),
    }
    // What is surely so of a class that is as serious comes before what is feared.
    if (!found.isGuess) return best && best.level > match.level ? best : match
    if (!best || match.level > best.level) best = match
  }
  return best
}

/**
 * What makes the first search quick, in steps of a few milliseconds. V8 makes each pattern into its own code at the first
 * search and into machine code at the second, for texts of Latin letters and for others.
 */
export function severityPreparations(lists: SeverityLists): readonly (() => void)[] {
  return patternsOf(lists).flatMap(({ find }) =>
    ['a', 'a', '–', '–'].map((text) => () => {
      find(text)
    }),
  )
}

const lower = (level: SeverityLevel): SeverityLevel => (level > 0 ? ((level - 1) as SeverityLevel) : 0)

/** The first place where a phrase says that it happened, else the first where it is feared; null = neither. */
function firstSaid(pattern: RegExp, text: string): Found | null {
  let feared: Found | null = null
  pattern.lastIndex = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const before = text.slice(Math.max(0, found.index - BEFORE), found.index)
    if (NOT_SAID.test(before) || (ACT.test(found[0]) && OWN_ACT.test(before))) continue
    const isGuess = GUESS.test(before) || GUESS_INSIDE.test(found[0])
    if (!isGuess) return { index: found.index, words: found[0], isGuess }
    feared ??= { index: found.index, words: found[0], isGuess }
  }
  return feared
}

function patternsOf(lists: SeverityLists): readonly ClassPattern[] {
  let patterns = known.get(lists)
  if (!patterns) known.set(lists, (patterns = readPatterns(lists)))
  return patterns
}

/**
 * Whether a phrase can be searched for, as its pattern; null where its brackets do not close, where it says no word, or
 * where one side of a bar is empty: such a phrase would be found in every text.
 */
export function phrasePattern(phrase: string): string | null {
  const trimmed = phrase.trim().toLowerCase()
  if (trimmed === '' || trimmed.length > 120) return null
  let depth = 0
  let pattern = ''
  for (const letter of trimmed.replace(/\s*…\s*/gu, '…').replace(/\s+/gu, ' ')) {
    if (letter === '(') depth += 1
    if (letter === ')') depth -= 1
    if (depth < 0 || depth > 1) return null
    if (letter === '(') pattern += '(?:'
    else if (letter === ')' || letter === '|') pattern += letter
    else if (letter === '*') pattern += '[\\p{L}\\p{N}]*'
    else if (letter === '…') pattern += '\\s+(?:[^\\s.!?]+\\s+){0,3}?'
    else if (letter === '?' || letter === '.') pattern += '.'
    else if (letter === ' ') pattern += '\\s+'
    else pattern += letter.replace(/[\\^$+{}[\]/]/gu, '\\$&')
  }
  if (depth !== 0 || !saysWord(trimmed)) return null
  return pattern
}

/** Whether each way to read a phrase has a letter or a digit in it; `ab(c|)` has, `(ab|)` has not. */
function saysWord(phrase: string): boolean {
  const hasLetter = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)
  const outside = phrase.replace(/\([^()]*\)/gu, ' ')
  const inside = [...phrase.matchAll(/\(([^()]*)\)/gu)].map((found) => found[1] ?? '')
  return outside.split('|').every((way) => hasLetter(way) || inside.some((group) => group.split('|').every(hasLetter)))
}

function readPatterns(lists: SeverityLists): readonly ClassPattern[] {
  return (Object.keys(CLASS_LEVELS) as SeverityClass[])
    .map((name): ClassPattern => {
      let pattern: RegExp | null | undefined
      return {
        name,
        level: CLASS_LEVELS[name],
        find: (text) => {
          if (pattern === undefined) pattern = patternOf(lists[name])
          return pattern === null ? null : firstSaid(pattern, text)
        },
      }
    })
    .sort((a, b) => b.level - a.level)
}

function patternOf(lists: SeverityLists[SeverityClass]): RegExp | null {
  const patterns = Object.values(lists).flatMap((phrases) => phrases.flatMap((one) => phrasePattern(one) ?? []))
  if (patterns.length === 0) return null
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
}
