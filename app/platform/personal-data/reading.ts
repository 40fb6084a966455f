/**
 * Signs that stand between figures and are not read: marks of bold text and code, and what takes no room. An account of
 * which some figures are bold is an account.
 */
const UNREAD = /[*_~`\u00ad\u200b-\u200f\u2060\ufeff]/
const HAS_UNREAD =
  /[\p{L}\d][*_~`\u00ad\u200b-\u200f\u2060\ufeff]{1,6} ?[*_~`]{0,3}\d|\d[*_~`\u00ad\u200b-\u200f\u2060\ufeff]/u

/** A text with ASCII in the place of its full-width forms, as long as it was: places in one are places in the other. */
export function halfWidth(text: string): string {
  if (!/[\uff01-\uff5e\u3000]/.test(text)) return text
  return text.replace(/[\uff01-\uff5e\u3000]/g, (sign) =>
    sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  )
}

/** A text without the signs that are not read. */
export interface BareText {
  readonly text: string
  /** Where in the whole text each of its letters stands. */
  readonly places: readonly number[]
}

/** The same, or null where no such sign stands at a figure. */
export function withoutMarks(text: string): BareText | null {
  if (!HAS_UNREAD.test(text)) return null
  const places: number[] = []
  let bare = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (UNREAD.test(sign)) continue
    places.push(at)
    bare += sign
  }
  return { text: bare, places }
}
