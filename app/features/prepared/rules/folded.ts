/** A text as it is searched: small letters without accents, and what looks alike as one. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** What is searched of a prepared answer. */
export function foldedOf({ title, body }: { readonly title: string; readonly body: string }): string {
  return foldText(`${title}\n${body}`)
}
