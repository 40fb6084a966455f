/** The source of what a tool sends: its token's name, so that two tools can't write over each other. */
export function sourceOfToken(name: string): string {
  return `api ${name}`
}
