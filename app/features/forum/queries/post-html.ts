/** The words of a post; null where its author took them back, which leaves nothing but the place. */
export function htmlOf(post: {
  readonly html: string
  readonly author_id: number | null
  readonly source: string | null
}): string | null {
  // An import may have brought an empty text of nobody.
  return post.html === '' && post.author_id === null && post.source === null ? null : post.html
}
