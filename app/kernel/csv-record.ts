/**
 * One record of comma-separated values (RFC 4180), every cell in quotes. A cell that a spreadsheet would take
 * for a formula begins with an apostrophe, so that it is text.
 */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${asText(cell).replaceAll('"', '""')}"`).join(',')}\r\n`
}

function asText(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}
