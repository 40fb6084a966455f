/**
 * The fields of one record of comma-separated values (RFC 4180). A quote opens a field only at its
 * beginning; elsewhere it is a letter, as in `5" disk`.
 */
export function csvRow(record: string, delimiter: string): string[] {
  const fields: string[] = []
  let at = 0
  for (;;) {
    let field = ''
    if (record[at] === '"') {
      at += 1
      for (;;) {
        const quote = record.indexOf('"', at)
        if (quote < 0) {
          field += record.slice(at)
          at = record.length
          break
        }
        field += record.slice(at, quote)
        at = quote + 1
        if (record[at] !== '"') break
        field += '"'
        at += 1
      }
    }
    const next = record.indexOf(delimiter, at)
    fields.push(field + record.slice(at, next < 0 ? record.length : next))
    if (next < 0) return fields
    at = next + delimiter.length
  }
}
