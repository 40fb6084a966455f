/** The IANA names to choose from, UTC first. */
export function listZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
}

/** Whether the runtime knows this IANA zone; '' = the site's. */
export function isZone(zone: string): boolean {
  if (zone === '') return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return /^[A-Za-z0-9_+/-]{1,50}$/.test(zone)
  } catch {
    return false
  }
}
