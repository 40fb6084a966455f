/** A list in a JSON object: by which names it is reached, and the place after its bracket. */
export interface FoundList {
  readonly path: string
  readonly start: number
  /** What its first entry is. */
  readonly first: 'object' | 'nothing' | 'other'
}

/** What stands on the outer levels of a JSON text. */
export interface Outline {
  readonly kind: 'object' | 'list' | 'other'
  readonly lists: readonly FoundList[]
  /** The place after the first value's end; null where it was not reached. */
  readonly end: number | null
}

const [QUOTE, BACKSLASH, COLON, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [34, 92, 58, 91, 93, 123, 125]
const SPACE = 32
/** Lists deeper than this are parts of records. */
const DEEPEST = 5
const LONGEST_NAME = 200

/**
 * Finds the lists of a JSON text's outer objects, byte by byte and without holding it, whatever stands before them.
 * Stops at the end of the first value, or beyond `within` bytes at the first list that `isEnough` knows.
 */
export async function outlineOf(
  stream: AsyncIterable<Buffer>,
  within: number,
  isEnough: (list: FoundList) => boolean,
): Promise<Outline> {
  const lists: FoundList[] = []
  /** The name that each open object is at. */
  const names: string[] = []
  let list: { readonly path: string; readonly start: number } | null = null
  let inList = 0
  let inText = false
  let isEscaped = false
  let name: number[] = []
  let at = 0
  for await (const chunk of stream) {
    for (const byte of chunk) {
      at += 1
      if (inText) {
        if (isEscaped) isEscaped = false
        else if (byte === BACKSLASH) isEscaped = true
        else if (byte === QUOTE) inText = false
        if (inText && inList === 0 && name.length < LONGEST_NAME) name.push(byte)
        continue
      }
      if (byte <= SPACE) continue
      if (list && byte !== CLOSE_LIST) {
        const found = { ...list, first: byte === OPEN ? 'object' : 'other' } as const
        lists.push(found)
        list = null
        if (at > within && isEnough(found)) return { kind: 'object', lists, end: null }
      } else if (list) {
        lists.push({ ...list, first: 'nothing' })
        list = null
      }
      if (names.length === 0 && byte !== OPEN)
        return {
          kind: byte === OPEN_LIST ? 'list' : 'other',
          lists: byte === OPEN_LIST ? [{ path: '', start: at, first: 'other' }] : [],
          end: null,
        }
      if (byte === QUOTE) {
        inText = true
        name = []
      } else if (inList > 0) {
        if (byte === OPEN || byte === OPEN_LIST) inList += 1
        else if (byte === CLOSE || byte === CLOSE_LIST) inList -= 1
      } else if (byte === OPEN) names.push('')
      else if (byte === COLON) names[names.length - 1] = Buffer.from(name).toString('utf8')
      else if (byte === OPEN_LIST) {
        inList = 1
        if (names.length <= DEEPEST) list = { path: names.join('.'), start: at }
      } else if (byte === CLOSE) {
        names.pop()
        if (names.length === 0) return { kind: 'object', lists, end: at }
      }
    }
  }
  return { kind: names.length > 0 ? 'object' : 'other', lists, end: null }
}
