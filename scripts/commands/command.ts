import { parseArgs, type ParseArgsConfig } from 'node:util'

/** One command of the command line. */
export interface Command {
  readonly name: string
  readonly about: string
  readonly usage: string
  run(args: readonly string[]): Promise<void>
}

/** The words of a call are off. */
export class UsageError extends Error {}

/** Reads options and words; unknown ones are a `UsageError`. */
export function readArgs<O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** Milliseconds in words: "12.3 s". */
export function took(since: number): string {
  const ms = performance.now() - since
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** A line that is rewritten in a terminal, and written now and then elsewhere. */
export function progressLine(stream: NodeJS.WriteStream = process.stdout): (text: string, done?: boolean) => void {
  let shownAt = 0
  return (text, done = false) => {
    const now = performance.now()
    if (!done && now - shownAt < (stream.isTTY ? 100 : 5000)) return
    shownAt = now
    stream.write(stream.isTTY ? `\r\u001b[K${text}${done ? '\n' : ''}` : `${text}\n`)
  }
}
