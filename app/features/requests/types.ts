import type { RedactionCounts } from '#app/platform/personal-data/redact.ts'
import type { Scale } from './rules/rating-scale.ts'

export const CHANNELS = ['mail', 'chat', 'phone', 'social', 'form', 'thread', 'search', 'other'] as const
export type Channel = (typeof CHANNELS)[number]

export const OUTCOMES = ['solved', 'answered', 'unanswered', 'unknown'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** How a file of requests can be written. */
export const FORMATS = ['csv', 'jsonl', 'mbox', 'zendesk', 'text'] as const
export type Format = (typeof FORMATS)[number]

/** What a column of a file, or a name in its JSON, can stand for. */
export const FIELDS = [
  'text',
  'subject',
  'id',
  'askedAt',
  'channel',
  'requester',
  'name',
  'tags',
  'outcome',
  'language',
  'reply',
  'handling',
  'satisfaction',
] as const
export type Field = (typeof FIELDS)[number]

/** Which column each field is read from, by its name in the header. */
export type Mapping = Readonly<Partial<Record<Field, string>>>

export interface IncomingReply {
  readonly author: 'staff' | 'requester'
  readonly text: string
  readonly at: number | null
  readonly handlingSeconds: number | null
}

/** One request as a file or another tool tells it: not yet redacted, kept in memory only. */
export interface IncomingRequest {
  /** Null: a keyed hash of the content stands for it. */
  readonly externalId: string | null
  /** It came with an id that a spreadsheet had changed, which tells nothing. */
  readonly hasDamagedId?: boolean
  /** A text ends where a spreadsheet cuts its cells. */
  readonly isCut?: boolean
  /** A mail of which nothing says that it answers another: a `>` in it stands before what was pasted. */
  readonly isNew?: boolean
  readonly channel: Channel | null
  readonly askedAt: number | null
  /** An address, a telephone number or an id of the one who asked. */
  readonly requester: string | null
  readonly requesterName: string | null
  readonly subject: string
  readonly text: string
  readonly replies: readonly IncomingReply[]
  readonly outcome: Outcome
  readonly handlingSeconds: number | null
  readonly satisfaction: 0 | 1 | null
  readonly tags: readonly string[]
  readonly language: string | null
  /** Ids of messages that this one may be an answer to; empty for a request of its own. */
  readonly answers: readonly string[]
}

/** How a file is to be read; kept with its import. */
export interface ImportOptions {
  readonly format: Format
  readonly encoding: string
  readonly channel: Channel
  readonly mapping: Mapping
  /** For CSV. */
  readonly delimiter: string
  readonly columns: readonly string[]
  readonly hasHeader: boolean
  /** JSON: the records are entries of one list, not lines. */
  readonly isList: boolean
  /** `03/04/2021` is the third of April. */
  readonly dayFirst: boolean
  /** How that was told: by dates that can be read one way only, by none, or by dates of both kinds. */
  readonly orderFrom: 'none' | 'seen' | 'guessed' | 'mixed'
  /** How the ratings of the whole column count, and how many of them can't be read. */
  readonly scale: Scale
  readonly unreadRatings: number
  /** The column's long ids end in zeros, for a spreadsheet has lost their figures. */
  readonly hasLostFigures: boolean
  /** Times whose zone is named by letters that stand for several. */
  readonly ambiguousZones: number
  /** JSON: the help desk whose layout the records have, by its name; null where columns are mapped. */
  readonly layout: string | null
  /** JSON: each record is a page that lists requests. */
  readonly isPaged: boolean
  /** CSV: the line of the header; null where there is none. */
  readonly headerLine: number | null
  /** Columns of sentences of which any could be the text, where none is taken for it. */
  readonly candidates: readonly string[]
  /** Where the first record begins: after a mark, a header's line, the opening of a list. */
  readonly start: number
  readonly startLine: number
}

export type ImportState = 'mapping' | 'reading' | 'finished' | 'failed' | 'cancelled' | 'undone'

export interface ImportView {
  readonly id: number
  readonly fileName: string
  readonly source: string
  /** The brand of that source; '' = none. */
  readonly brand: string
  readonly state: ImportState
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly by: string | null
  readonly format: Format | null
  readonly bytes: number
  /** Part of the file that is read, in hundredths. */
  readonly percent: number
  readonly accepted: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  /** Requests that told no time that could be read: they count as asked when they came in. */
  readonly undated: number
  /** Rows whose id a spreadsheet had changed: they were taken without one. */
  readonly damagedIds: number
  /** Texts that end where a spreadsheet cuts its cells. */
  readonly cutTexts: number
  /** Requests that hold places which could not be decoded, shown as �. */
  readonly garbled: number
  /** When the requests of an import that is being taken back are removed; until then it can be kept. */
  readonly undoDueAt: number | null
  readonly redactions: RedactionCounts
  readonly error: string
  /** Requests still to be removed by an undo. */
  readonly left: number
}

/** The mapping step: how a file would be read, and its first requests as they would be stored. */
export interface MappingView extends ImportView {
  readonly options: ImportOptions
  /** Why no column was taken for the text; null where one was. */
  readonly unsure: string | null
  readonly rows: readonly {
    readonly line: number
    readonly refusal: string | null
    readonly subject: string
    readonly text: string
    readonly askedAt: number | null
    readonly hasRequester: boolean
    readonly outcome: Outcome
  }[]
}

/** One row of the list of requests. */
export interface RequestRowView {
  readonly id: number
  readonly channel: Channel
  readonly source: string
  readonly subject: string
  readonly excerpt: string
  readonly askedAt: number
  readonly outcome: Outcome
  readonly times: number
  readonly topic: { readonly id: number; readonly title: string } | null
}

export interface RequestsListView {
  readonly rows: readonly RequestRowView[]
  readonly newer: string | null
  readonly older: string | null
  /** How far a search has looked, when it may find more further back. */
  readonly lookedBackTo: number | null
  readonly sources: readonly string[]
  readonly topic: { readonly id: number; readonly title: string } | null
  readonly isEmpty: boolean
}

export interface RequestView extends RequestRowView {
  readonly text: string
  readonly language: string | null
  readonly tags: readonly string[]
  readonly handlingSeconds: number | null
  readonly satisfaction: number | null
  readonly redactions: RedactionCounts
  readonly importId: number | null
  readonly thread: { readonly address: string; readonly title: string } | null
  readonly member: { readonly handle: string; readonly name: string } | null
  readonly replies: readonly {
    readonly position: number
    readonly author: 'staff' | 'requester'
    readonly text: string
    readonly at: number | null
    readonly handlingSeconds: number | null
  }[]
}

/** What another tool was given to use the API with; its text is known to nobody. */
export interface TokenView {
  readonly id: number
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: number
  /** To the minute. */
  readonly lastUsedAt: number | null
  readonly revokedAt: number | null
  /** Who made it; null = the command line. */
  readonly by: string | null
  /** The brand of what it sends; '' = of none. */
  readonly brand: string
}

export interface TokensView {
  readonly living: readonly TokenView[]
  /** The last ones. */
  readonly revoked: readonly TokenView[]
}

/** What programs write, and nobody asks: a mail of such a kind is refused. */
export const MACHINE_KINDS = ['automatic', 'undelivered', 'receipt', 'list', 'program'] as const
export type MachineKind = (typeof MACHINE_KINDS)[number]
