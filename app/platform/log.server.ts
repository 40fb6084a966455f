import { pino, type Logger } from 'pino'

export type { Logger }

/** A log of one JSON line per event. Nothing a person typed and no address of theirs goes into it. */
export function openLog(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: ['password', 'email', 'token', '*.password', '*.email', '*.token'],
  })
}
