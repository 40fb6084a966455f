import type { Channel, Field, ImportOptions, IncomingReply, IncomingRequest, Mapping, Outcome } from '../types.ts'
import { isDamagedId } from './damaged-ids.ts'
import { satisfactionOf } from './rating-scale.ts'
import { timeOf } from './times.ts'

const OUTCOME_WORDS: readonly (readonly [Outcome, RegExp])[] = [
  [
    'unanswered',
    /^(?:open|new|unanswered|unresolved|unsolved|offen|neu|unbeantwortet|ungelöst|ouvert|nouveau|abierto|nuevo|aperto|nuovo|aberto|novo|nieuw|öppen|ny|otwarte|nowe)$/i,
  ],
  [
    'answered',
    /^(?:answered|replied|pending|on.?hold|hold|waiting.*|in progress|beantwortet|wartend|in bearbeitung|en attente|répondu|pendiente|respondido|in attesa|pendente|in behandeling|väntar)$/i,
  ],
  [
    'solved',
    /^(?:solved|resolved|closed|done|fixed|complete[d]?|gelöst|geschlossen|erledigt|behoben|résolu|fermé|clos|résolue|resuelto|cerrado|solucionado|risolto|chiuso|resolvido|fechado|opgelost|gesloten|löst|stängd|rozwiązane|zamknięte)$/i,
  ],
]

const CHANNEL_WORDS: readonly (readonly [Channel, RegExp])[] = [
  ['mail', /^e?-?mail$|^(?:e-?mail|correo|courriel|poczta)/i],
  ['chat', /chat|messag|whatsapp|intercom|live/i],
  ['phone', /phone|voice|call|telefon|téléphone|teléfono|anruf/i],
  ['social', /twitter|facebook|instagram|social|^x$|reddit|mastodon/i],
  ['form', /form|web|portal|help ?cent/i],
]

/** Tags of one request that are kept, and how long one may be. */
const MAX_TAGS = 20
const MAX_TAG = 60
const MAX_ID = 200

/** A state as help desks name it, in several languages. */
export function outcomeOf(text: string): Outcome {
  const word = text.trim()
  return OUTCOME_WORDS.find(([, words]) => words.test(word))?.[0] ?? 'unknown'
}

/** A channel as other tools name it; null for one that is not known. */
export function channelOf(text: string): Channel | null {
  const word = text.trim()
  if (word === '') return null
  return CHANNEL_WORDS.find(([, words]) => words.test(word))?.[0] ?? 'other'
}

/** Seconds from "90", "1:30" (minutes), "0:01:30" or "2 min". */
export function secondsOf(text: string): number | null {
  const clock = /^(?:(\d{1,4}):)?(\d{1,4}):(\d{2})$/.exec(text.trim())
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  const plain = /^(\d{1,9}(?:[.,]\d+)?) ?(s|sec|seconds|m|min|minutes|h|hours)?$/i.exec(text.trim())
  if (!plain) return null
  const unit = (plain[2] ?? 's').toLowerCase()[0]
  const seconds = Number((plain[1] ?? '').replace(',', '.')) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1)
  return Math.round(seconds) <= 2_000_000_000 ? Math.round(seconds) : null
}

/** A figure alone counts in what its column is named after, as in "Minutes spent"; else in seconds. */
function inUnitOf(column: string, value: string): string {
  if (!/^\s*\d+(?:[.,]\d+)?\s*$/.test(value)) return value
  if (/(?<!\p{L})min(?:s|utes?|uten|utos|uti)?(?!\p{L})/iu.test(column)) return `${value.trim()} min`
  return /(?<!\p{L})(?:hours?|hrs?|stunden|heures|horas|ore|uren)(?!\p{L})/iu.test(column) ? `${value.trim()} h` : value
}

/** Tags from a list, or from words set apart by commas, semicolons or bars; with spaces where nothing else parts them. */
export function tagsOf(value: unknown): string[] {
  const words = Array.isArray(value)
    ? value.map((one) => textOf(one))
    : textOf(value)
        .replace(/^\[|\]$/g, '')
        .split(/[,;|]/)
  const tags = words
    .map((word) =>
      word
        .trim()
        .replace(/^["']|["']$/g, '')
        .slice(0, MAX_TAG),
    )
    .filter((word) => word !== '')
  return [...new Set(tags)].slice(0, MAX_TAGS)
}

/** A value of JSON or of a cell as text; what is a list or a record is none. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** An id that fits its column; a longer one can't tell two requests apart. */
export function idOf(value: unknown): string | null {
  const id = textOf(value).trim()
  return id === '' || id.length > MAX_ID ? null : id
}

/** What a spreadsheet changed stands for several requests at once, so it is no id. */
export function idParts(value: unknown, hasLostFigures: boolean): Pick<IncomingRequest, 'externalId' | 'hasDamagedId'> {
  const id = idOf(value)
  return id !== null && isDamagedId(id, hasLostFigures) ? { externalId: null, hasDamagedId: true } : { externalId: id }
}

/** What was decided over whole columns, by which each value is read. */
export type ColumnFacts = Pick<ImportOptions, 'dayFirst' | 'scale' | 'hasLostFigures'>

/** A request from named values, as the columns of a file or the names of a JSON record give them. */
export function requestOf(
  read: (column: string) => unknown,
  mapping: Mapping,
  { dayFirst, scale, hasLostFigures }: ColumnFacts,
): IncomingRequest {
  const value = (field: Field): unknown => {
    const column = mapping[field]
    return column === undefined ? undefined : read(column)
  }
  const text = (field: Field): string => textOf(value(field)).trim()
  const language = /^([a-z]{2})(?:[-_][a-z]{2,4})?$/i.exec(text('language'))?.[1]
  return {
    ...idParts(value('id'), hasLostFigures),
    channel: channelOf(text('channel')),
    askedAt: timeOf(text('askedAt'), dayFirst),
    requester: text('requester').slice(0, 300) || null,
    requesterName: nameOf(read, mapping.name),
    subject: text('subject'),
    text: text('text'),
    replies: repliesOf(value('reply'), dayFirst),
    outcome: outcomeOf(text('outcome')),
    handlingSeconds: secondsOf(inUnitOf(mapping.handling ?? '', text('handling'))),
    satisfaction: satisfactionOf(text('satisfaction'), scale),
    tags: tagsOf(value('tags')),
    language: language?.toLowerCase() ?? null,
    answers: [],
  }
}

/** The two columns of a name that is given in parts. */
const PARTS: readonly (readonly [first: RegExp, last: RegExp, whole: readonly [string, string]])[] = [
  [/first/i, /last/i, ['first', 'last']],
  [/given/i, /family/i, ['given', 'family']],
  [/vor(?=name)/i, /nach(?=name)/i, ['vor', 'nach']],
  [/fore(?=name)/i, /sur(?=name)/i, ['fore', 'sur']],
]

/** The column that holds the other part of a name, in the same writing: `contact.lastName` beside `contact.firstName`. */
export function otherPartOf(column: string): string | null {
  for (const [first, last, [one, other]] of PARTS) {
    const [part, word] = first.test(column) ? [first, other] : last.test(column) ? [last, one] : [null, '']
    if (part)
      return column.replace(part, (found) =>
        /^\p{Lu}/u.test(found) ? `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}` : word,
      )
  }
  return null
}

function nameOf(read: (column: string) => unknown, column: string | undefined): string | null {
  if (column === undefined) return null
  const other = otherPartOf(column)
  const [given, rest] = [textOf(read(column)).trim(), other === null ? '' : textOf(read(other)).trim()]
  const isLast = PARTS.some(([, last]) => last.test(column))
  return (isLast ? [rest, given] : [given, rest]).filter((part) => part !== '').join(' ') || null
}

/** A text is one reply by staff; a list holds texts or records of `{ author, text, at }`. */
function repliesOf(value: unknown, dayFirst: boolean): IncomingReply[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.flatMap((one): IncomingReply[] => {
    const record = typeof one === 'object' && one !== null ? (one as Readonly<Record<string, unknown>>) : { text: one }
    const text = textOf(record['text'] ?? record['body']).trim()
    if (text === '' || isForStaff(record)) return []
    return [
      {
        author: record['author'] === 'requester' ? 'requester' : 'staff',
        text,
        at: timeOf(textOf(record['at'] ?? record['created_at']), dayFirst),
        handlingSeconds: secondsOf(textOf(record['handling_seconds'])),
      },
    ]
  })
}

/** Notes for colleagues, as other programs mark them. */
function isForStaff(record: Readonly<Record<string, unknown>>): boolean {
  return (
    record['private'] === true ||
    record['internal'] === true ||
    record['public'] === false ||
    record['is_public'] === false
  )
}
