/** The one address of a thread. */
export function addressOf(thread: { readonly id: number; readonly slug: string }): string {
  return `/t/${thread.id}/${encodeURIComponent(thread.slug)}`
}

/** The one address of an article. */
export function articleAddress(article: { readonly id: number; readonly slug: string }): string {
  return `/kb/${article.id}/${encodeURIComponent(article.slug)}`
}
