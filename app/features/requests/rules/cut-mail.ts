import {
  ADDRESS,
  ADDRESSEE,
  DATE_LABEL,
  DATED,
  DISCLAIMER,
  FORWARDED,
  FROM_LABEL,
  FROM_PHONE,
  HEAD_LABEL,
  LIST_FOOTER,
  ORIGINAL,
  OWN_VOICE,
  POINTS_BELOW,
  REPLY_ABOVE,
  SCANNED,
  STARTS_HEAD,
  SUBJECT_LABEL,
  TO_LABEL,
  WROTE,
  WROTE_BETWEEN,
} from './mail-words.ts'

/** Lines of a mail are looked at up to here: heads and signatures are short. */
const LINE = 400
/** So many lines a quote head may be broken over, and a block of head fields may have. */
const MOST_HEAD_LINES = 4
const MOST_FIELDS = 12
/** Letters of one's own, with fewer of which a forwarded mail is what is meant: "Please see below". */
const FEW_LETTERS = 60

interface Head {
  readonly lines: number
  /** What follows was sent on, not answered. */
  readonly isForward: boolean
  /** It says who wrote or to whom by an address; a person who types such lines hardly does. */
  readonly hasAddress: boolean
  /** Written by a program beyond doubt: what follows is a quote even where no `>` stands before it. */
  readonly isCertain: boolean
}

/**
 * The words a person wrote in a mail, without what programs and companies add: quoted mails and the lines
 * above them, signatures, disclaimers, "sent from my phone". Looks at the whole mail: what is new is kept
 * wherever it stands, above, below or between quotes. A mail that is only forwarded says what it forwards.
 * In doubt a line is kept. `isNew`: nothing in its head says that it answers another mail.
 */
export function cutMail(text: string, isNew = false): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  if (hasOwnSigns(lines) || (isNew && !saysItAnswers(lines))) return joined([lines])
  const { segments, forwarded } = ownSegments(lines)
  const own = joined(segments)
  if (own !== '') return own
  // Sent on with `>` before each line, and nothing said about it.
  if (forwarded.length > 0) return joined(ownSegments(forwarded).segments)
  const unsigned = lines.map((line) => line.replace(/^\s{0,3}> ?/, ''))
  const start = afterBlank(unsigned, 0)
  if (lines.some((line) => !isQuoted(line) && !isBlank(line))) return own
  // What follows no head may be meant, though a `>` stands before it; a forwarded mail in quotes is.
  const head = headAt(unsigned, start)
  return head && !head.isForward ? own : joined(ownSegments(unsigned).segments)
}

/** Quoted lines of more letters, or with the sign that ends a sentence, are sentences. */
const MOST_STEP = 40

/** Python asks for a line by three of them. */
const isPrompt = (signed: readonly string[]): boolean =>
  signed.length > 0 && signed.every((line) => /^>>> ?(?!\s*>)/.test(line))

/** Whether `>` stands before steps of a menu or before commands in a text: short words, no sentences, no head. */
function hasOwnSigns(lines: readonly string[]): boolean {
  const first = lines.find((line) => !isBlank(line)) ?? ''
  const signed = lines.filter(isQuoted)
  if (isPrompt(signed) && lines.every((_, at) => headAt(lines, at) === null)) return true
  if (signed.length === 0 || isQuoted(first)) return false
  if (isQuoted(lines.findLast((line) => !isBlank(line)) ?? '')) return false
  const isStep = (line: string): boolean =>
    line.length <= MOST_STEP &&
    /^\s{0,3}>(?!\s*>)/.test(line) &&
    /[\p{L}\p{N}]\S*\s*$/u.test(line) &&
    !/[.?!,:;…。？！、]\s*$/u.test(line)
  return signed.every(isStep) && lines.every((_, at) => headAt(lines, at) === null)
}

/** Whether a text itself says that it answers another: it begins with a quote, or has the head of one, perhaps in a quote. */
function saysItAnswers(lines: readonly string[]): boolean {
  if (isQuoted(lines.find((line) => !isBlank(line)) ?? '')) return true
  const unsigned = lines.map((line) => line.replace(/^\s{0,3}> ?/, ''))
  return [lines, unsigned].some((all) => all.some((_, at) => headAt(all, at) !== null))
}

const joined = (segments: readonly (readonly string[])[]): string =>
  segments
    .map((segment) => withoutAdditions(segment).join('\n').trim())
    .filter((segment) => segment !== '')
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** The lines that are no quotes, in runs between quotes; and the quoted lines of a forwarded mail. */
function ownSegments(lines: readonly string[]): {
  readonly segments: string[][]
  readonly forwarded: string[]
} {
  const segments: string[][] = [[]]
  const forwarded: string[] = []
  let isForwarding = false
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? ''
    if (isQuoted(line)) {
      if (isForwarding) forwarded.push(line.replace(/^\s{0,3}> ?/, ''))
      if (segments.at(-1)?.length !== 0) segments.push([])
      at += 1
      continue
    }
    const head = headAt(lines, at)
    if (!head) {
      segments.at(-1)?.push(line)
      at += 1
      continue
    }
    const below = afterBlank(lines, at + head.lines)
    const own = lettersOf(joined(segments))
    isForwarding ||= head.isForward
    if (isQuoted(lines[below] ?? '')) {
      // The quote ends by itself, and what stands under it may be new.
      segments.push([])
      at = below
    } else if (own === 0 || (own < FEW_LETTERS && (head.isForward || pointsBelow(joined(segments))))) {
      // Without it nothing, or little, would be said.
      segments.at(-1)?.push(...(head.hasAddress ? [''] : lines.slice(at, at + head.lines)))
      at += head.lines
    } else if (head.isCertain) {
      break
    } else {
      segments.at(-1)?.push(line)
      at += 1
    }
  }
  return { segments, forwarded }
}

/** "See below", or "I received this:". */
const pointsBelow = (own: string): boolean => POINTS_BELOW.test(own) || /[:：]$/.test(own)

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line)

const lettersOf = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0

function afterBlank(lines: readonly string[], from: number): number {
  let at = from
  while (at < lines.length && /^\s*$/.test(lines[at] ?? '')) at += 1
  return at
}

/** The head of a quote that begins on a line, however it is written; null when the line is text. */
function headAt(lines: readonly string[], at: number): Head | null {
  const line = plain(lines[at])
  if (line === '') return null
  if (WROTE_BETWEEN.test(line)) {
    const fields = fieldsAt(lines, afterBlank(lines, at + 1), 1)
    return {
      lines: fields === null ? 1 : fields.end - at,
      isForward: false,
      hasAddress: true,
      isCertain: true,
    }
  }
  if (REPLY_ABOVE.test(line)) return { lines: 1, isForward: false, hasAddress: true, isCertain: true }
  const isForward = FORWARDED.test(line)
  if (isForward || ORIGINAL.test(line)) {
    const fields = fieldsAt(lines, afterBlank(lines, at + 1), 1)
    return {
      lines: fields === null ? 1 : fields.end - at,
      isForward,
      hasAddress: true,
      isCertain: true,
    }
  }
  if (/^[_-]{5,}$/.test(line)) {
    const fields = fieldsAt(lines, afterBlank(lines, at + 1), 3)
    return fields && { lines: fields.end - at, isForward: false, hasAddress: true, isCertain: true }
  }
  const fields = fieldsAt(lines, at, 3)
  if (fields)
    return {
      lines: fields.end - at,
      isForward: false,
      hasAddress: fields.hasAddress,
      isCertain: true,
    }
  return attributionAt(lines, at)
}

/** A line without the marks of bold text, of little structure, and of what stands around it. */
const plain = (line: string | undefined): string =>
  (line ?? '')
    .slice(0, LINE)
    .replace(/[*\u200e\u200f\u202a-\u202e]/g, '')
    .trim()

/** Fields such as From, Sent, To and Subject, one below the other, as Outlook and others put them over a quote. */
function fieldsAt(
  lines: readonly string[],
  start: number,
  least: number,
): { readonly end: number; readonly hasAddress: boolean } | null {
  const first = plain(lines[start])
  if (!HEAD_LABEL.test(first)) return null
  let end = start
  let fields = 0
  let continued = 0
  const found = { from: false, date: false, to: false, subject: false, address: false }
  for (let at = start; at < lines.length && at < start + MOST_FIELDS; at += 1) {
    const line = plain(lines[at])
    const isField = HEAD_LABEL.test(line)
    if (!isField) {
      // A long list of receivers goes on on the next line; one empty line may stand between two fields.
      const isEmpty = line === ''
      continued += 1
      const isContinued = HEAD_LABEL.test(plain(lines[at + 1])) && continued <= 2
      if (isContinued && (isEmpty || ADDRESS.test(line) || /[;,]$/.test(plain(lines[at - 1])))) continue
      break
    }
    continued = 0
    fields += 1
    end = at + 1
    found.from ||= FROM_LABEL.test(line)
    found.date ||= DATE_LABEL.test(line)
    found.to ||= TO_LABEL.test(line)
    found.subject ||= SUBJECT_LABEL.test(line)
    found.address ||= ADDRESS.test(line)
  }
  if (fields < least) return null
  if (least === 1) return { end, hasAddress: found.address }
  const isHead =
    found.from &&
    ((found.date && found.subject) ||
      (found.address && found.date && found.to) ||
      (found.subject && found.to && found.address))
  return isHead ? { end, hasAddress: found.address } : null
}

/** "On Monday … somebody wrote:", on one line or broken over several. */
function attributionAt(lines: readonly string[], at: number): Head | null {
  const first = plain(lines[at]).replace(/^-{2,}\s*/, '')
  if (!STARTS_HEAD.test(first) && !ADDRESS.test(first) && !WROTE.test(first)) return null
  let whole = ''
  for (let count = 1; count <= MOST_HEAD_LINES; count += 1) {
    const line = plain(lines[at + count - 1])
    if (line === '' || isQuoted(line)) return null
    whole = count === 1 ? first : `${whole} ${line}`
    if (whole.length > LINE) return null
    const hasAddress = ADDRESS.test(whole)
    const isDated = DATED.test(whole)
    const isEnd = /[:：]\s*$/.test(whole)
    const isWritten = WROTE.test(whole)
    if (!isEnd && !(isWritten && ENDS_WRITTEN.test(whole))) continue
    if (!(isWritten && (hasAddress || isDated || STARTS_HEAD.test(whole))) && !(isDated && hasAddress && isEnd))
      continue
    const below = afterBlank(lines, at + count)
    const isQuote = isQuoted(lines[below] ?? '')
    // "On Monday I wrote:" over what a person wrote, or copied, is text, and so is a head that names no address.
    const isCertain = hasAddress && (isDated || isWritten) && !OWN_VOICE.test(whole)
    if (!isQuote && !isCertain) return null
    if (!isEnd && !isQuote) return null
    return { lines: count, isForward: false, hasAddress, isCertain }
  }
  return null
}

const ENDS_WRITTEN =
  /(?:wrote|schrieb|écrit|escribió|scritto|escreveu|schreef|skrev|kirjoitti|napisał(?:\(a\)|a)?|napsal\p{L}?|пишет|написал\p{L}?|yazdı|写道|寫道|書きました|작성)\s*$/u

/** A run of one's own lines without signature, phone line and disclaimer. */
function withoutAdditions(lines: readonly string[]): readonly string[] {
  return withoutSignature(withoutPhoneLine(withoutDisclaimers(withoutSignature(lines))))
}

const isBlank = (line: string | undefined): boolean => (line ?? '').trim() === ''

/** What stands under `-- `, or under another line of few signs when it looks like a card. */
function withoutSignature(lines: readonly string[]): readonly string[] {
  const end = lastWords(lines)
  for (let at = Math.max(0, end - 16); at <= end; at += 1) {
    const line = lines[at] ?? ''
    const below = lines.slice(at + 1, end + 1).filter((one) => !isBlank(one))
    const isAlone = lines.slice(0, at).every(isBlank)
    if (isAlone) continue
    // Without its space the line may as well part two texts.
    const isSignature =
      /^-- ?$/.test(line) && below.some((one) => SCANNED.test(one))
        ? true
        : line === '-- '
          ? !below.some(isSentence) ||
            (below.length <= 3 && !lines.slice(at + 1, end).some(isBlank) && !below.some((one) => OWN_VOICE.test(one)))
          : /^--$/.test(line) && below.length <= 8 && below.every((one) => isCard(one))
    if (isSignature) return lines.slice(0, at)
    if (/^\s*(?:[-–—_=*~]{2,60})\s*$/.test(line) && below.length > 0 && below.length <= 10) {
      if (isAdded(below) || (below.length <= 8 && below.every((one) => isCard(one)) && /^\s*(?:--|—|__)/.test(line)))
        return lines.slice(0, at)
    }
  }
  // "-Anna Smith" as the last line.
  const last = lines[end] ?? ''
  const isAbove = lines.slice(0, end).some((one) => !isBlank(one))
  if (
    isAbove &&
    /^\s*[-–—]{1,2}\s?\p{Lu}[\p{L}.'’]{1,20}(?: \p{Lu}[\p{L}.'’]{0,20}){0,2}\s*$/u.test(last) &&
    !isListed(lines, end)
  )
    return lines.slice(0, end)
  return lines
}

/** Lines of a list or of a scanner; a sentence about unsubscribing names no address. */
const isAdded = (below: readonly string[]): boolean =>
  below.some((line) => SCANNED.test(line)) ||
  (below.some((line) => LIST_FOOTER.test(line)) &&
    below.some((line) => ADDRESS.test(line) || /https?:|www\./i.test(line)) &&
    !below.some((line) => /[?？]\s*$/.test(line) || OWN_VOICE.test(line)))

/** An item under other items of a list is text. */
function isListed(lines: readonly string[], at: number): boolean {
  return lines.some((line, other) => other !== at && /^\s*[-–—*•]\s?\p{L}/u.test(line))
}

const isSentence = (line: string): boolean =>
  (line.length > 45 && /[?!.。？！](?:\s|$)/u.test(line) && !ADDRESS.test(line) && !/https?:|www\./i.test(line)) ||
  /[?？]\s*$/.test(line)

/** A firm's name ends in a stop and is no sentence. */
const FIRM = /(?<!\p{L})(?:inc|ltd|co|corp|bros|llc|jr|sr|dept)\.\s*$/iu

/** A name, a place, a number, an address: short, and no sentence. */
const isCard = (line: string): boolean =>
  line.trim().length <= 60 && !/[?!？！]\s*$/.test(line) && (FIRM.test(line) || !/[\p{Ll}\p{Lo}][.。]\s*$/u.test(line))

function lastWords(lines: readonly string[]): number {
  let end = lines.length - 1
  while (end >= 0 && isBlank(lines[end])) end -= 1
  return end
}

/** Names of pictures go. "Sent from my phone" stands alone under the text, or above it where the answer is written below. */
function withoutPhoneLine(lines: readonly string[]): readonly string[] {
  return lines.filter((line, at) => {
    if (/^\s*\[cid:[^\]\s]{1,200}\]\s*$/.test(line)) return false
    if (line.length > 160 || !FROM_PHONE.test(line.trim())) return true
    return !(
      isBlank(lines[at + 1]) ||
      isBlank(lines[at - 1]) ||
      at === lines.length - 1 ||
      FROM_PHONE.test((lines[at + 1] ?? '').trim())
    )
  })
}

const OBJECTS = /(?<!\p{L})(?:but|it says|aber|steht da|mais|pero|ma|mas|maar|men)(?!\p{L})/iu

/** Lawyers write at length or name the addressee, never in their own voice, and ask nothing. */
function isLegal(lines: readonly string[]): boolean {
  const text = lines.join(' ')
  return (
    (text.length >= 70 || ADDRESSEE.test(text) || !OBJECTS.test(text)) &&
    !OWN_VOICE.test(text) &&
    !lines.some((line) => /[?？]\s*$/.test(line))
  )
}

/** The line of signs above legal words goes with them. */
const withoutRules = (lines: readonly string[]): readonly string[] =>
  lines.slice(0, lines.findLastIndex((line) => !/^\s*[*_=~#-]{3,}\s*$/.test(line)) + 1)

/** Paragraphs of legal words, from the first one on as long as they go on. */
function withoutDisclaimers(lines: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (let at = 0; at < lines.length;) {
    let end = at
    while (end < lines.length && !isBlank(lines[end])) end += 1
    const paragraph = lines.slice(at, end)
    const from = paragraph.findIndex((line) => line.length < 4000 && DISCLAIMER.test(line))
    // A sentence of law may begin in the middle of a line's paragraph, never in the first words of a mail.
    const isLaw = from >= 0 && (from > 0 || kept.some((line) => !isBlank(line))) && isLegal(paragraph.slice(from))
    kept.push(...(isLaw ? withoutRules(paragraph.slice(0, from)) : paragraph))
    while (end < lines.length && isBlank(lines[end])) {
      kept.push('')
      end += 1
    }
    at = end
  }
  return kept
}
