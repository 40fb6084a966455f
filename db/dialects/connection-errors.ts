/** Codes by which a socket or PostgreSQL says that the server can't be reached or has ended the connection. */
const LOST =
  /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOTFOUND|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|57P0[1-5]|08\w{3}|53300|25P03)$/
/** The same, where pg gives a sentence without a code. */
const LOST_WORDS =
  /Connection terminated|Client has encountered a connection error|Client was closed|not queryable|timeout exceeded when trying to connect|Query read timeout/

/** Whether an error says that a connection to the database is gone, or that none can be had. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return LOST.test(codeOf(error)) || LOST_WORDS.test(error.message)
}

/** Whether an error says that the server is there but not ready yet: it starts, ends, or listens in a moment. */
export function isStartingUp(error: unknown): boolean {
  return (
    /^(?:57P0[123]|ECONNREFUSED|ECONNRESET)$/.test(codeOf(error)) ||
    (error instanceof Error && /Connection terminated unexpectedly/.test(error.message))
  )
}

/** The code of a driver's or a socket's error; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Whether an error was sent by PostgreSQL itself, with a SQLSTATE, rather than made by a socket on this side. */
export function isSaidByServer(error: unknown): boolean {
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(codeOf(error))
}
