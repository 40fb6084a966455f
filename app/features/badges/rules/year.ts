/** The year (UTC) of a time in milliseconds, as a text: the period of badges that are given once a year. */
export function yearAt(at: number): string {
  return String(new Date(at).getUTCFullYear())
}
