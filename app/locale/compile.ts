import compile from 'icu-minify/compile'
import type { CompiledMessage } from 'icu-minify/format'

/** An ICU message in the form that is rendered. Throws a syntax error for one that is malformed. */
export function compileMessage(text: string): CompiledMessage {
  return compile(text)
}
