import { wordsIn } from '#app/text/likeness.ts'
import type { Lexicon } from './lexicon.ts'
import { sentencesIn } from './pieces.ts'

/** What a title asks: how something is done, a question, or what goes wrong. */
export type TitleKind = 'how-to' | 'question' | 'symptom'

export type TitleFault =
  | 'too little'
  | 'vague'
  | 'too long'
  | 'leans'
  | 'story'
  | 'rant'
  | 'opinion'
  | 'points at unseen'
  | 'two questions'

export interface ArticleTitle {
  readonly title: string
  readonly kind: TitleKind
  /** Why it can't head an article; null where it can. */
  readonly fault: TitleFault | null
  /** An editor has to look at it: it is long, tells two things, or holds marks that no head has. */
  readonly isTangled: boolean
  /** The asker said more than it in their title. */
  readonly isPart: boolean
}

/** How names are written, by their small letters. */
export type Names = Readonly<Record<string, string>>

const LONG = 85
const LONGEST = 110
const MOST_WORDS = 18
/** Longer than this a title is looked at by a person. */
const PLAIN_WORDS = 15
const PLAIN = 90
const ACRONYMS = new Set(
  'PDF HTML CSS URL USB DNS VPN API GPU CPU RAM SSD FTP HTTP HTTPS SSL TLS DRM MP4 MP3 GIF PNG JPG JPEG XML JSON PIN ATM SMS IP ISP OS PC MAC HD LAN SVG EME DOH TRR VPN SEPA IBAN CVV GBP EUR USD SWIFT KYC 2FA SIM QR TV UI ESR AOL IE IMAP POP SQL ID FAQ RSS PGP CSV DMG ZIP EXE ISO BBC NBC CNN UK US USA EU'.split(
    ' ',
  ),
)

/**
 * The asker's question as a title: one sentence of it, without marks, pleas and versions, with "How to" where they ask
 * how. Sixteen words at most; `fault` says why some can't be one.
 */
export function titleOf(asked: string, lexicon: Lexicon, names: Names = {}): ArticleTitle {
  const { title: words } = lexicon
  const one = oneSentence(cleaned(asked, lexicon), lexicon)
  let text = one
    .replace(
      /(?:^(?:[Ss]ince|[Aa]fter|[Ww]ith)\s+(?:\p{Lu}\p{L}+\s+){0,2}|\s+(?:in|on|with|for|since|after|from|using)\s+(?:the\s+)?(?:[Vv]ersion|[Rr]elease)\s+)v?\d+(?:\.[\dx]+)*(?:,\s*|\s+(?=\p{L})|(?=\s*[?.!]*$))/u,
      ' ',
    )
    .replace(
      /\s*[([][^)\]]*\b(?:v?\d+(?:\.\d+)+|6[45]|bits?|windows|win ?\d+|mac ?os|osx?|linux|ubuntu|firefox|version)\b[^)\]]*[)\]]/giu,
      '',
    )
    .replace(
      /\b(firefox|thunderbird|ff|fx|windows 10 version)\s+(?:version\s+)?v?\d+(?:\.[\dx]+)*(?:\s*\(?(?:64|32)[- ]?bits?\)?)?/giu,
      '$1',
    )
    .replace(/\b(?:version|v\.?|release)\s*\d+(?:\.\d+)*/giu, '')
    .replace(/\b\d{2}(?:\.\d+){1,3}(?:esr)?\b/giu, '')
    .replace(/\b(?:64|32)[- ]?bit\b/giu, '')
    .replace(words.when, ' ')
  for (let before = ''; before !== text;) {
    before = text
    text = text.replace(words.begs, '').trim()
  }
  text = spaced(text)
  text = text.replace(words.asksHow, () => words.howToSaid)
  for (const [head, said] of words.heads) text = text.replace(head, said)
  text = withoutEnds(shortened(spaced(text), lexicon))
  text = withoutEnds(balanced(text).replace(/\s*\([^)]*\b(?:to|since|in|on|with|after|the|of)\s*\)/giu, ''))
  const isQuestion = words.questionHead.test(text)
  const isCommand = words.act.test(text) && !words.tangled.test(text) && !words.tells.test(text)
  if (isCommand && words.howToSaid !== '' && !/ing\b/u.test(words.act.exec(text)?.[0] ?? '')) {
    text = `${words.howToSaid}${lowered(text)}`
  }
  const isHowTo = words.howTo.test(text)
  text = text.replace(/\s*[?？]+$/u, '') + (isQuestion && !isHowTo ? '?' : '')
  text = capital(
    text.replace(/(?<![\p{L}\p{N}.:/_-])\p{Ll}+(?![\p{L}\p{N}:/_]|\.\p{L})/gu, (word) => names[word] ?? word),
  )
  const isAct = isHowTo || words.asksWhere.test(text) || isCommand
  const kind = isAct ? 'how-to' : isQuestion && !isSymptomQuestion(text, lexicon) ? 'question' : 'symptom'
  const isTangled =
    words.tangled.test(text) ||
    telling(text).length < 3 ||
    /[;:[]|\([^)]{13}|,.*,/u.test(text) ||
    text.split(/\s+/).length > PLAIN_WORDS ||
    text.length > PLAIN
  const isPart = one.length < 0.7 * asked.trim().length && sentencesIn(cleaned(asked, lexicon)).length > 1
  return { title: text, kind, fault: faultOf(text, kind, lexicon), isTangled, isPart }
}

/** "Why does it crash?" asks for a fault. */
const isSymptomQuestion = (text: string, lexicon: Lexicon): boolean =>
  /^(?:why|warum|wieso|pourquoi|por qué)/iu.test(text) && lexicon.title.symptom.test(text)

function cleaned(asked: string, lexicon: Lexicon): string {
  let text = asked
    .replace(/^\s*(?:\[[^\]]{1,20}\]|(?:re|aw|fwd?|wg|tr|rv)\s*:|solved\s*[:-])\s*/giu, '')
    .replace(/\s*\[(?:solved|closed|fixed|answered)\]\s*$/iu, '')
    .replace(/\s+/g, ' ')
    .trim()
  text = withoutHeads(text, lexicon)
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  if (letters > 0 && capitals / letters > 0.6) {
    text = text.replace(/[\p{L}\p{N}]+/gu, (word) => (ACRONYMS.has(word) ? word : word.toLowerCase()))
    return text
      .replace(/\bi\b/g, 'I')
      .replace(/\b(firefox|mozilla|google|windows|gmail|facebook|youtube|yahoo|microsoft|chrome)\b/gu, capital)
  }
  return text.replace(/(?<![\p{L}\p{N}.:_-])\p{Lu}{2,}(?![\p{L}\p{N}.:_-])/gu, (word) =>
    ACRONYMS.has(word) || word.length > 12 || /\d/.test(word) || !COMMON_CAPITALS.has(word) ? word : word.toLowerCase(),
  )
}

/** Words that people write in capitals to be heard. */
const COMMON_CAPITALS = new Set(
  'NOT NO ALL ANY HOW WHY WHAT WHEN WHERE WHO CAN CANNOT ALWAYS NEVER EVERY THE AND OR BUT DO DOES IS ARE STOP PLEASE HELP MY YOUR WITH WITHOUT FROM OFF ON ONLY STILL NEW OLD BEFORE AFTER KEEP REMOVE ADD BACK TURN DISABLE MUST SAME VERY TOO MORE LESS EACH BOTH EXCEPT AUTOMATICALLY INSTEAD WHILE THIS THAT ONE TWO BEING ALREADY'.split(
    ' ',
  ),
)

const withoutHeads = (text: string, lexicon: Lexicon): string => {
  for (let rest = text; ;) {
    const next = rest.replace(lexicon.greeting, '').replace(lexicon.filler, '').trim()
    if (next === rest) return rest
    if (next === '') return text
    rest = next
  }
}

/** The sentence of several that asks most plainly. */
function oneSentence(text: string, lexicon: Lexicon): string {
  const all = sentencesIn(text.replace(/([?!]+)(?=[^\s?!])/gu, '$1 '))
  if (all.length < 2) return text
  const worth = (sentence: string, at: number): number => {
    const count = sentence.split(/\s+/).length
    return (
      (lexicon.title.questionHead.test(sentence) || lexicon.title.asksHow.test(sentence) ? 3 : 0) +
      Math.min(count, 6) * 0.6 +
      (at === 0 ? 1.2 : 0) -
      (lexicon.title.leans.test(sentence) || lexicon.title.pointsAtUnseen.test(sentence) ? 5 : 0)
    )
  }
  return all.reduce((best, one, at) => (worth(one, at) > worth(best, all.indexOf(best)) ? one : best))
}

/**
 * Cut at a mark or a joining word where it is too long and enough is left: not in the middle of what is asked, where a clause that
 * only leads to it would be left, or where and how it is meant would be lost.
 */
function shortened(text: string, { title: words }: Lexicon): string {
  if (text.length <= LONG) return text
  // What stands in brackets in the middle goes first: the sentence goes on behind it.
  const rest = spaced(text.replace(/\s*\([^()]*\)(?=\s+\p{L})/gu, ''))
  if (rest.length <= LONG) return rest
  const cuts = [
    ...rest.matchAll(/\s*(?:[,;(]|\s[-–—]\s|\s(?:but|because|since|although|aber|weil|mais|car|pero|porque)\s)/giu),
  ]
  const at = cuts
    .filter(
      ({ 0: mark, index }) =>
        mark.trim() !== ',' || rest.length > LONGEST || !words.wherein.test(rest.slice(index + mark.length)),
    )
    .map(({ index }) => index)
    .findLast((one) => one <= LONG && telling(rest.slice(0, one)).length >= 3)
  if (at === undefined) return rest
  const head = rest.slice(0, at)
  if (words.leadsTo.test(head)) return rest
  return words.questionHead.test(head) || words.symptom.test(head) || words.howTo.test(head) ? head : rest
}

const SMALL = new Set(
  'a an and are as at be but by can cannot do does for from has have how i in into is it its my no not of off on or so that the their there this to up us was way what when where which why will with without you your firefox mozilla browser get use using want need one all any'.split(
    ' ',
  ),
)

const telling = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? []).filter(
    (word) => word.length > 1 && !SMALL.has(word),
  )

function faultOf(title: string, kind: TitleKind, lexicon: Lexicon): TitleFault | null {
  const { title: words } = lexicon
  const count = title.split(/\s+/).length
  const content = telling(title)
  // Stems: "lost closed close" says two words. What goes wrong needs one more than what is to be done.
  const stems = new Set(content.flatMap((word) => wordsIn(word)))
  if (stems.size < (kind === 'symptom' ? 3 : 2)) return 'too little'
  if (words.vague.test(title)) return 'vague'
  if (/\b(?:fix|solve)\b.{0,40}\b(?:problem|issue|error)/iu.test(title) && content.length < 4) return 'vague'
  if (count > MOST_WORDS || title.length > LONGEST || title.includes('...') || title.includes('…')) return 'too long'
  if (words.leans.test(title)) return 'leans'
  if (words.story.test(title)) return 'story'
  if (words.rant.test(title)) return 'rant'
  if (words.opinion.test(title)) return 'opinion'
  if (words.pointsAtUnseen.test(title)) return 'points at unseen'
  if ((title.match(/[?？]/gu)?.length ?? 0) > 1 || (kind !== 'symptom' && /[?.]\s+\p{Lu}/u.test(title)))
    return 'two questions'
  return null
}

/** Small words that lead to something; "sign in" and "turn it on" lead to nothing. */
const LEADS =
  /\s+(?:at|with|the|a|an|for|to|of|from|and|or|my|by|is|when|since|after|because|release|version|(?<!\b(?:sign|log|turn|switch|zoom|stay|plug|keep)\w*(?: \S+){0,4} )(?:in|on))$/iu

/** Without the marks and small words that are left at an end where what they led to was cut off. */
function withoutEnds(text: string): string {
  for (let rest = text; ;) {
    const next = spaced(rest)
      .replace(/[\s,;:–—.!…-]+$/u, '')
      .replace(LEADS, '')
    if (next === rest) return rest
    rest = next
  }
}

const spaced = (text: string): string =>
  text
    .replace(/\(\s*\)|\[\s*\]/g, '')
    .replace(/\s+([,;:?!]|\.(?![\p{L}\p{N}]))/gu, '$1')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:.–—-]+/u, '')
    .trim()

/** Without a bracket or a quotation mark that is never closed. */
function balanced(text: string): string {
  let rest = text
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
  ] as const) {
    const [opened, closed] = [rest.split(open).length, rest.split(close).length]
    if (opened > closed) rest = rest.slice(0, rest.lastIndexOf(open)).trim()
    else if (opened < closed) rest = rest.replace(close, '')
  }
  return rest.split('"').length % 2 === 0 ? rest.replace('"', '') : rest
}

/** With a small letter where a sentence began, unless a name does. */
const lowered = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

const capital = (text: string): string =>
  /^\p{Ll}+(?!\S*[\p{Lu}.:])/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
