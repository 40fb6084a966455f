/** The one address of a thread. */
export function addressOf(thread: { readonly id: number; readonly slug: string }): string {
  return `/t/${thread.id}/${encodeURIComponent(thread.slug)}`
}
