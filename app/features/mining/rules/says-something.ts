const ADDRESS = /(?:https?:\/\/|www\.)\S+/giu
/** Letters that a text has at least beside addresses of pages. */
const LEAST_SAID = 4

/** Whether a text is more than the address of a page, which holds words that tell but is no title. */
export function saysSomething(text: string): boolean {
  return (text.replace(ADDRESS, '').match(/\p{L}/gu)?.length ?? 0) >= LEAST_SAID
}
