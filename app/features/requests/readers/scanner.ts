/** Finds where records end in a stream of UTF-8 bytes, keeping its place between two pieces of it. */
export interface Scanner {
  /** The index after the record's last byte, looking from `from`; -1 when it lies beyond these bytes. */
  end(bytes: Buffer, from: number): number
  /** How many bytes before the end are looked at again with the next piece. */
  readonly overlap: number
  /** A new record begins. */
  begin(): void
  /** Nothing more is to be read, whatever follows. */
  readonly isOver: boolean
  /** Whether a record may go on after a line's end only by mistake: an open quote. */
  readonly mayRunAway: boolean
}

const LF = 10
const QUOTE = 34

/** One record a line. */
export function lineScanner(): Scanner {
  return {
    overlap: 0,
    isOver: false,
    mayRunAway: false,
    begin: () => undefined,
    end(bytes, from) {
      const at = bytes.indexOf(LF, from)
      return at < 0 ? -1 : at + 1
    },
  }
}

/** Separated values, whose quoted fields may hold line ends. */
export function csvScanner(delimiter: string): Scanner {
  const apart = delimiter.charCodeAt(0)
  let inQuotes = false
  let atStart = true
  let afterQuote = false
  return {
    overlap: 0,
    isOver: false,
    mayRunAway: true,
    begin() {
      inQuotes = false
      atStart = true
      afterQuote = false
    },
    end(bytes, from) {
      for (let at = from; at < bytes.length; at += 1) {
        const byte = bytes[at]
        if (inQuotes) {
          if (byte === QUOTE) {
            inQuotes = false
            afterQuote = true
          }
          continue
        }
        if (byte === LF) return at + 1
        // A quote after the closing one is a quote within, and the field goes on.
        if (byte === QUOTE && (atStart || afterQuote)) inQuotes = true
        atStart = byte === apart
        afterQuote = false
      }
      return -1
    },
  }
}

const COMMA = 44
const CLOSE = 93
/** Of letters up to this one JSON takes no notice between values. */
const SPACE = 32

/** The records of a JSON list, from its first element on; what is no object, such as a number, is a record too. */
export function jsonScanner(): Scanner {
  let depth = 0
  let inText = false
  let escaped = false
  let hasValue = false
  let over = false
  return {
    overlap: 0,
    mayRunAway: false,
    get isOver() {
      return over
    },
    begin() {
      depth = 0
      inText = false
      escaped = false
      hasValue = false
    },
    end(bytes, from) {
      for (let at = from; at < bytes.length; at += 1) {
        const byte = bytes[at] ?? 0
        if (depth === 0 && !inText && (byte === COMMA || byte === CLOSE) && hasValue) return at
        hasValue ||= byte > SPACE && byte !== COMMA
        if (inText) {
          if (escaped) escaped = false
          else if (byte === 92) escaped = true
          else if (byte === QUOTE) inText = false
        } else if (byte === QUOTE) inText = true
        else if (byte === 123 || byte === 91) depth += 1
        else if (byte === 125 || byte === 93) {
          depth -= 1
          if (depth === 0) return at + 1
          if (depth < 0) {
            over = true
            return at
          }
        }
      }
      return -1
    },
  }
}

/** Of a line `From ` and the line below it so many bytes are looked at. */
const ENVELOPE = 600

/**
 * The messages of an mbox archive: each begins with a line `From ` after an empty one (RFC 4155). A sentence
 * of a mail may begin so too: only a line that ends in a date, or that stands over a head, begins a mail.
 */
export function mailScanner(): Scanner {
  let isWaiting = false
  return {
    get overlap() {
      return isWaiting ? ENVELOPE + 8 : 8
    },
    isOver: false,
    mayRunAway: false,
    begin: () => undefined,
    end(bytes, from) {
      isWaiting = false
      for (let at = from; ; at += 1) {
        at = bytes.indexOf('\nFrom ', at, 'latin1')
        if (at < 0) return -1
        const before = bytes[at - 1] === 13 ? bytes[at - 2] : bytes[at - 1]
        if (before !== LF) continue
        const [first = '', second = '', third] = bytes
          .subarray(at + 1, at + ENVELOPE)
          .toString('latin1')
          .split('\n', 3)
        // Else only the next piece of the stream shows both lines.
        const isWhole = third !== undefined
        if (isWhole || bytes.length >= at + ENVELOPE || DATED.test(first)) {
          if (isEnvelope(first, second)) return at + 1
        } else {
          isWaiting = true
          return -1
        }
      }
    },
  }
}

const DATED = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{0,20}\d{1,2}:\d{2}.{0,20}\d{4}/
const FIELD = /^>?[A-Za-z][A-Za-z0-9-]{1,60}:/

/** Whether a line begins a mail of an archive: it names a time as C does, or a head stands below it. */
export function isEnvelope(line: string, next: string): boolean {
  return line.startsWith('From ') && (DATED.test(line) || FIELD.test(next))
}
