import { pino } from 'pino'
import type { Logger } from '#app/platform/log.server.ts'

interface Line {
  readonly level: number
  readonly text: string
}

const ERROR = 50
let unexpected: Line[] = []
let expected: RegExp[] = []

/** A log for tests: an error in it fails the test, unless `expectLogged` named it. */
export function aLog(): Logger {
  return pino({ level: 'warn' }, { write: (text: string) => note(text) })
}

/** Says that the running test logs an error whose line matches; the test fails when it does not. */
export function expectLogged(pattern: RegExp): void {
  expected.push(pattern)
}

/** For the set-up file: what the test that just ended logged without expecting it, or expected in vain. */
export function settleLog(): readonly string[] {
  const problems = [
    ...unexpected
      .filter((line) => !expected.some((pattern) => pattern.test(line.text)))
      .map((line) => `An error was logged: ${line.text}`),
    ...expected
      .filter((pattern) => !unexpected.some((line) => pattern.test(line.text)))
      .map((pattern) => `Nothing was logged that matches ${String(pattern)}.`),
  ]
  unexpected = []
  expected = []
  return problems
}

/** Takes one line of any logger that writes as ours does. */
export function note(text: string): void {
  const level = (JSON.parse(text) as { level: number }).level
  if (level >= ERROR) unexpected.push({ level, text })
}

/** Takes what was written to the console as an error. */
export function noteConsole(text: string): void {
  unexpected.push({ level: ERROR, text })
}
