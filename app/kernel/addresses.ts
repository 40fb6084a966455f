interface Placed {
  readonly id: number
  readonly slug: string
  /** The question whose private part it is. */
  readonly part_of?: number | null
}

/** Where the private part of a question stands on its page. */
const PRIVATE_PLACE = '#private'

/** The one address of a thread; a private part has none of its own, it stands on the page of its question. */
export function addressOf(thread: Placed): string {
  const { part_of: question = null } = thread
  const slug = encodeURIComponent(thread.slug)
  return question === null ? `/t/${thread.id}/${slug}` : `/t/${question}/${slug}${PRIVATE_PLACE}`
}

/**
 * The address of a post in its thread: the page that holds it, wherever that is; of the thread where there is no post.
 * The number stands twice because browsers keep what follows `#` to themselves.
 */
export function postAddress(thread: Placed, postId: number | null): string {
  const address = addressOf(thread)
  const isPart = (thread.part_of ?? null) !== null
  return postId === null || isPart ? address : `${address}?post=${postId}#p${postId}`
}

/** The one address of an article. */
export function articleAddress(article: { readonly id: number; readonly slug: string }): string {
  return `/kb/${article.id}/${encodeURIComponent(article.slug)}`
}
