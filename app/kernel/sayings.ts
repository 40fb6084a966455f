/**
 * What a table of sentences says under a name that came from an address. Only its own names count:
 * an address may ask for `__proto__`.
 */
export function sayingOf(sayings: Readonly<Record<string, string>>, name: string | null): string | null {
  return name !== null && Object.hasOwn(sayings, name) ? (sayings[name] ?? null) : null
}
