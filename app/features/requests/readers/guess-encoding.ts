import chardet from 'chardet'
import iconv from 'iconv-lite'

/** Western Windows writes bytes that Latin-1 leaves empty, and is what Latin-1 is called by mistake. */
const ALIASES: Readonly<Record<string, string>> = {
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-9': 'windows-1254',
  ASCII: 'utf-8',
}

/** What bytes that are no UTF-8 seem to be written in; null where that can't be told. */
export function guessEncoding(bytes: Buffer): string | null {
  const found = chardet.analyse(withoutAscii(bytes))
  const best = found.find(({ name }) => name !== 'UTF-8' && !/^UTF-/.test(name))
  const name = best ? (ALIASES[best.name] ?? best.name) : ''
  if (!best || best.confidence < 10 || !iconv.encodingExists(name)) return null
  return name.toLowerCase()
}

/** Long stretches of plain letters tell nothing and drown the few that do: lines with other bytes are enough. */
function withoutAscii(bytes: Buffer): Buffer {
  const lines: Buffer[] = []
  let size = 0
  for (let at = 0; at < bytes.length && size < 32_768;) {
    const end = bytes.indexOf(10, at)
    const line = bytes.subarray(at, end < 0 ? bytes.length : end + 1)
    if (line.some((byte) => byte > 127)) {
      lines.push(line)
      size += line.length
    }
    at += line.length
  }
  return Buffer.concat(lines)
}
