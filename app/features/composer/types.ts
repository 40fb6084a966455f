/** What the composer needs beside its own state. */
export interface ComposerView {
  /** Key under which the draft is kept, e.g. `thread:42:answer`. */
  readonly draftKey: string
  /** Fresh for each page: the form sends it along, so that a second sending stores nothing. */
  readonly key: string
  readonly draft: {
    readonly body: string
    /** Only of a question. */
    readonly title?: string | null
    /** What the other fields of the form hold, by their names. */
    readonly fields?: Readonly<Record<string, string>>
    readonly savedAt: number
  } | null
  readonly maxBytes: number
}

/** Letters one may put into a body; its bytes and nesting are checked where it is rendered. */
export const MAX_BODY = 64 * 1024
