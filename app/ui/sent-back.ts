/** What a form sent back: what is wrong, what was typed, and the preview that was asked for. */
export interface SentBack {
  readonly errors?: Readonly<Record<string, string>>
  readonly values?: Readonly<Record<string, string>>
  readonly previewHtml?: string
}
