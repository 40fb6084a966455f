/**
 * What a table holds under a name that came from an address. Only its own names count: an address may ask for
 * `__proto__`.
 */
export function ownValue<T>(table: Readonly<Record<string, T>>, name: string | null): T | null {
  return name !== null && Object.hasOwn(table, name) ? (table[name] ?? null) : null
}
