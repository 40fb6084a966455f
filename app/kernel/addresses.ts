/** The one address of a thread. */
export function addressOf(thread: { readonly id: number; readonly slug: string }): string {
  return `/t/${thread.id}/${encodeURIComponent(thread.slug)}`
}

/**
 * The address of a post in its thread: the page that holds it, wherever that is; of the thread where there is no post.
 * The number stands twice because browsers keep what follows `#` to themselves.
 */
export function postAddress(thread: { readonly id: number; readonly slug: string }, postId: number | null): string {
  const address = addressOf(thread)
  return postId === null ? address : `${address}?post=${postId}#p${postId}`
}

/** The one address of an article. */
export function articleAddress(article: { readonly id: number; readonly slug: string }): string {
  return `/kb/${article.id}/${encodeURIComponent(article.slug)}`
}
