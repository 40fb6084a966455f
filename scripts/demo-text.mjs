/**
 * A text of the demonstration's sets without the labels that the makers of the sets put in place of numbers: most hid a
 * version ("Firefox [phone]-bit)"), which reads as nonsense in public.
 */
export function withoutLabels(text) {
  return text
    .replace(/"\(?\[phone\]\)?"/g, '"A question with a number"')
    .replace(/(?:\s*\(?v(?:ersion)?\.?)?\s*\(?\[phone\]\)?[- ]?bits?\)?/gi, '')
    .replace(/\s*\(?\[phone\]\)?/g, '')
}

const ATTRIBUTION = /(?:^|\n)[ \t]*([^\n.!?]{1,60}?) (?:said|wrote)[ \t]*:?[ \t]*\n/g
/** A quote of fewer letters could be anybody's words. */
const LEAST_QUOTED = 12

/**
 * A text whose quotes ("NAME said", then what was said, then the answer without any mark between) are Markdown quotes
 * again: where a quote ends is told by what was said before in its thread. Those that nobody is seen to have said stay.
 */
export function withQuotes(text, before) {
  let made = ''
  let from = 0
  ATTRIBUTION.lastIndex = 0
  for (let found = ATTRIBUTION.exec(text); found; found = ATTRIBUTION.exec(text)) {
    const start = found.index + found[0].length
    const end = quoteEnd(text, start, before)
    if (end === null) continue
    const quote = text.slice(start, end).trim().split('\n')
    made += `${text.slice(from, found.index).trimEnd()}\n\n`
    made += [`${found[1].trim()} said:`, ...quote.map((line) => line.trim())].map((line) => `> ${line}`).join('\n')
    made += '\n\n'
    from = end
    ATTRIBUTION.lastIndex = end
  }
  return from === 0 ? text : `${made}${text.slice(from).trimStart()}`.trim()
}

/** Where a quote that begins at `start` ends: as far as one of the texts before goes on like it; null where none does. */
function quoteEnd(text, start, before) {
  const own = bare(text.slice(start))
  let length = 0
  for (const other of before) {
    const theirs = bare(other).letters
    for (let at = theirs.indexOf(own.letters.slice(0, LEAST_QUOTED)); at >= 0;) {
      let same = 0
      while (same < own.letters.length && own.letters[same] === theirs[at + same]) same += 1
      length = Math.max(length, same)
      at = theirs.indexOf(own.letters.slice(0, LEAST_QUOTED), at + 1)
    }
  }
  if (length < LEAST_QUOTED) return null
  let end = start + own.places[length - 1] + 1
  // A quote ends with a word: letters that the answer happens to share are the answer's.
  while (end < text.length && end > start && !/\s/.test(text[end])) end -= 1
  return end > start ? end : null
}

/** A text without its spaces, and where each letter of it stood. */
function bare(text) {
  const places = []
  for (let at = 0; at < text.length; at += 1) if (!/\s/.test(text[at])) places.push(at)
  return { letters: places.map((at) => text[at]).join(''), places }
}
