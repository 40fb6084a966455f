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

const HOURS = new Map<string, Intl.DateTimeFormat>()

/** The hour of the day, 0 to 23, that a clock in the zone (IANA name) shows at that time (UTC milliseconds). */
export function hourIn(zone: string, at: number): number {
  if (zone === 'UTC') return new Date(at).getUTCHours()
  let format = HOURS.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })
    HOURS.set(zone, format)
  }
  return Number(format.format(at))
}
