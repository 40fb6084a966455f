import type { Lexicon } from './lexicon.ts'
import { piecesOf, sentencesIn, textOf, type Piece } from './pieces.ts'
import { classOf } from './sentence.ts'

/** Why a sentence of an answer is not in what is kept of it. */
export type Dropped = 'quote' | 'greeting' | 'chatter' | 'question' | 'before the steps' | 'cut out'

export interface Trimmed {
  /** Markdown: what is kept, in its order, lists and code as they were. */
  readonly text: string
  /** Each kept sentence, item, block of code or quote, as it stands in the text. */
  readonly parts: readonly string[]
  /** Prose alone, sentence by sentence, without code and quotes; items are in it. */
  readonly sentences: readonly string[]
  readonly dropped: readonly { readonly why: Dropped; readonly sentence: string }[]
  /** The share of letters that was cut out of its middle, 0 to 1: such an answer is never for the machine. */
  readonly cut: number
}

/** So many sentences before the first step may go. */
const MOST_BEFORE = 3
/** A line of fewer words after it is part of what goes. */
const LEAST_WORDS = 3
/** Letters of a sentence in which a pronoun stands for something before it. */
const NEAR_BEGINNING = 28
/** Trimming lays bare what is then trimmed, seldom more than twice. */
const PASSES = 6

/**
 * An answer without greeting, thanks, chatter about the forum and what the reader can't see. Every word that is kept is
 * one of the answer, in its order; only a capital and a full stop may be set where a sentence lost its head. Trimming
 * what is trimmed changes nothing.
 */
export function trimmed(answer: string, lexicon: Lexicon): Trimmed {
  let pieces: readonly Line[] = piecesOf(answer).map(lineOf)
  const dropped: { why: Dropped; sentence: string }[] = []
  const drop = (why: Dropped, sentence: string): void => void dropped.push({ why, sentence })
  const letters = textOf(pieces.map(pieceOf)).length || 1
  let cut = 0
  for (let pass = 0; pass < PASSES; pass += 1) {
    const before = textOf(pieces.map(pieceOf))
    pieces = withoutFirstQuote(pieces, drop)
    pieces = withoutQuestions(withoutChatter(pieces, lexicon, drop), lexicon, drop)
    pieces = withoutBeginning(pieces, lexicon, drop)
    const inner = withoutMiddle(pieces, lexicon)
    for (const sentence of inner.cut) drop('cut out', sentence)
    cut += inner.cut.join('').length / letters
    pieces = inner.lines
    if (textOf(pieces.map(pieceOf)) === before) break
  }
  return {
    text: textOf(pieces.map(pieceOf)),
    parts: pieces.flatMap((line) =>
      line.kind === 'prose' ? line.sentences : line.text.trim() === '' ? [] : [line.text.trim()],
    ),
    sentences: pieces.flatMap((line) =>
      line.kind === 'prose' ? line.sentences : line.kind === 'item' ? [line.text.trim()] : [],
    ),
    dropped,
    cut,
  }
}

/** A piece whose prose is cut into sentences. */
interface Line extends Piece {
  readonly sentences: readonly string[]
}

const lineOf = (piece: Piece): Line => ({
  ...piece,
  sentences: piece.kind === 'prose' ? sentencesIn(piece.text) : [],
})

const pieceOf = (line: Line): Piece =>
  line.kind === 'prose' ? { kind: 'prose', text: line.sentences.join(' ') } : { kind: line.kind, text: line.text }

/** Without the quote that it begins with: the words of the asker, which the title says. */
function withoutFirstQuote(lines: readonly Line[], drop: (why: Dropped, sentence: string) => void): readonly Line[] {
  const end = lines.findIndex(({ kind }) => kind !== 'quote' && kind !== 'blank')
  if (end <= 0) return lines
  for (const { kind, text } of lines.slice(0, end)) if (kind === 'quote') drop('quote', text.replace(/^\s*>\s?/u, ''))
  return lines.slice(end)
}

/** Lines without those that have nothing left; empty lines between paragraphs stay. */
const filled = (lines: readonly Line[]): readonly Line[] =>
  lines.filter((line) => line.kind !== 'prose' || line.sentences.length > 0)

function withoutChatter(
  lines: readonly Line[],
  lexicon: Lexicon,
  drop: (why: Dropped, sentence: string) => void,
): readonly Line[] {
  return filled(
    lines.map((line) => {
      if (line.kind !== 'prose') return line
      const text = line.sentences.join(' ')
      const head = withoutHead(text, lexicon)
      if (head !== text) drop('greeting', text.slice(0, text.length - head.length).trim())
      const sentences = sentencesIn(begun(head, text)).flatMap((sentence) => {
        if (classOf(sentence, lexicon).isChatter) {
          drop('chatter', sentence)
          return []
        }
        const said = plainly(sentence, lexicon)
        return said === '' ? [] : [said]
      })
      return { ...line, sentences }
    }),
  )
}

/** A name after a greeting, without a mark: what begins with a capital after it is no name any more. */
const GREETED =
  /^(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]allo|[Bb]onjour|[Hh]ola)\s+[\p{L}\p{N}._-]+\s+(?=\p{Lu}\p{Ll}*\s)/u

/** A line that is only somebody's name, as letters begin. */
const NAMED_ALONE = /^\p{Lu}[\p{L}\p{N}._-]*(?: \p{Lu}[\p{L}\p{N}._-]*){0,2},$/u

/** A line without the greetings and the words that say nothing it begins with. */
function withoutHead(text: string, lexicon: Lexicon): string {
  if (NAMED_ALONE.test(text)) return ''
  for (let rest = text; ;) {
    const next = rest.replace(GREETED, '').replace(lexicon.greeting, '').replace(lexicon.filler, '')
    if (next === rest || next.trim() === '') return next === rest ? rest : ''
    rest = next
  }
}

/** A sentence without the heads and tails that are about who wrote it or who asked. */
function plainly(sentence: string, lexicon: Lexicon): string {
  let text = sentence
  for (const head of lexicon.heads) text = text.replace(head, '')
  const asked = text.replace(lexicon.politeStep, '')
  if (asked !== text) text = asked.replace(/\s*[?？]+(["'”’)\]]*)\s*$/u, '$1.')
  for (const tail of lexicon.tails) {
    const shorter = text.replace(tail, '')
    if (shorter !== text && shorter.trim().length >= 12) text = stopped(shorter)
  }
  return begun(text, sentence)
}

const stopped = (text: string): string => (/[.!?:…]["'”’)\]]*$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** Begins with a capital where the head of a sentence was cut off, unless what begins is a name or an address. */
function begun(text: string, before: string): string {
  const rest = text.trim()
  if (rest === before.trim() || !/^\p{Ll}+(?:[\s,;]|$)/u.test(rest)) return rest
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** Without the questions to the asker that it ends with, unless the answer waits for what they find. */
function withoutQuestions(
  lines: readonly Line[],
  lexicon: Lexicon,
  drop: (why: Dropped, sentence: string) => void,
): readonly Line[] {
  const last = lines.findLastIndex((line) => line.kind !== 'blank')
  const line = lines[last]
  const sentence = line?.sentences.at(-1)
  if (!line || line.kind !== 'prose' || sentence === undefined) return lines
  if (!classOf(sentence, lexicon).isQuestion || lexicon.waits.test(sentence)) return lines
  const hasMore = lines.some((one, at) => (at < last ? one.kind !== 'blank' : at === last && one.sentences.length > 1))
  if (!hasMore) return lines
  drop('question', sentence)
  const rest = lines.with(last, { ...line, sentences: line.sentences.slice(0, -1) })
  return withoutQuestions(filled(rest), lexicon, drop)
}

/** Without what is said to the asker before the first step. */
function withoutBeginning(
  lines: readonly Line[],
  lexicon: Lexicon,
  drop: (why: Dropped, sentence: string) => void,
): readonly Line[] {
  let rest = lines
  for (let gone = 0; gone < MOST_BEFORE; gone += 1) {
    const at = rest.findIndex((line) => line.kind !== 'blank')
    const line = rest[at]
    const sentence = line?.sentences[0]
    if (!line || line.kind !== 'prose' || sentence === undefined) return rest
    const first = classOf(sentence, lexicon)
    if (first.isStep && (first.isConcrete || !(first.isPersonal || first.isRequest))) return rest
    if (!first.isQuestion && !first.isPersonal) return rest
    const after = filled(rest.with(at, { ...line, sentences: line.sentences.slice(1) }))
    if (!hasStep(after, lexicon)) return rest
    // What follows must not speak of what goes.
    const next = after.find((one) => one.kind !== 'blank')
    if (next === undefined) return rest
    const said = next.kind === 'prose' ? (next.sentences[0] ?? '') : next.text
    if (said.split(/\s+/).length < LEAST_WORDS || speaksOfBefore(said, lexicon)) return rest
    drop('before the steps', sentence)
    rest = after
  }
  return rest
}

const hasStep = (lines: readonly Line[], lexicon: Lexicon): boolean =>
  lines.some((line) =>
    (line.kind === 'item' ? [line.text] : line.sentences).some((one) => classOf(one, lexicon).isStep),
  )

/** Whether a sentence speaks, near its beginning, of what only one before it names. */
const speaksOfBefore = (sentence: string, lexicon: Lexicon): boolean =>
  classOf(sentence, lexicon).leans || lexicon.pronoun.test(sentence.slice(0, NEAR_BEGINNING))

const leansAfterCut = (sentence: string, lexicon: Lexicon): boolean => classOf(sentence, lexicon).leans

/** A sentence in its place; null stands for a list, code or a quote. */
interface Placed {
  readonly at: number
  readonly n: number
  readonly sentence: string | null
}

/** Without single sentences in its middle that are about the asker, where nothing leans on them. */
function withoutMiddle(
  lines: readonly Line[],
  lexicon: Lexicon,
): { readonly lines: readonly Line[]; readonly cut: readonly string[] } {
  const flat = lines.flatMap((line, at): readonly Placed[] =>
    line.kind === 'prose'
      ? line.sentences.map((sentence, n) => ({ at, n, sentence }))
      : line.kind === 'blank'
        ? []
        : [{ at, n: 0, sentence: null }],
  )
  const cut: string[] = []
  const gone = new Set<string>()
  for (const [place, { at, n, sentence }] of flat.entries()) {
    if (sentence === null || place === 0) continue
    const own = classOf(sentence, lexicon)
    if (own.isStep && !own.isPersonal && !own.isRequest) continue
    if (!own.isPersonal && !own.isRequest && !own.isQuestion) continue
    // A last question that waits for an answer is no residue: the answer is not finished.
    if (own.isQuestion && lexicon.waits.test(sentence) && place === flat.length - 1) continue
    if (own.isStep && (own.isPersonal || own.isRequest) && own.isConcrete) continue
    const next = flat[place + 1]
    if (next && (next.sentence === null || leansAfterCut(next.sentence, lexicon))) continue
    cut.push(sentence)
    gone.add(`${at} ${n}`)
  }
  if (cut.length === 0) return { lines, cut }
  return {
    lines: filled(
      lines.map((line, at) => ({ ...line, sentences: line.sentences.filter((_, n) => !gone.has(`${at} ${n}`)) })),
    ),
    cut,
  }
}
