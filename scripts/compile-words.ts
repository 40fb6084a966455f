import { runInNewContext } from 'node:vm'
import { transformWithEsbuild, type Plugin } from 'vite'
import { compileMessage } from '../app/locale/compile.ts'

/** The catalogues: pure data, each exporting what `defineWords` makes of its room and its messages. */
const CATALOGUE = /\/app\/(?:features\/)?[a-z-]+\/words\/[a-z-]+\.ts$/
const COMPILER = /\/app\/locale\/compile\.ts$/

/**
 * Puts the messages of the catalogues into the form that is rendered, so that no browser loads what parses ICU
 * MessageFormat, and a malformed message ends the build. Goes into every build that has catalogues.
 */
export function compileWords(): Plugin {
  return {
    name: 'askwell-compile-words',
    enforce: 'pre',
    async transform(code, id, options) {
      const file = id.split('?')[0] ?? id
      if (COMPILER.test(file) && options?.ssr !== true) return { code: COMPILED, map: null }
      if (!CATALOGUE.test(file)) return undefined
      const { code: script } = await transformWithEsbuild(code, file, { loader: 'ts', sourcemap: false })
      const exports = catalogueOf(script).map(({ name, room, messages }) => {
        const compiled = Object.entries(messages).map(([key, text]) => [key, compileMessage(text)] as const)
        return `export const ${name} = /*#__PURE__*/ defineWords(${JSON.stringify(room)}, ${JSON.stringify(Object.fromEntries(compiled))}, true)`
      })
      return { code: [`import { defineWords } from '#app/locale/words.ts'`, ...exports].join('\n'), map: null }
    },
  }
}

const COMPILED = `export { compileMessage } from '#app/locale/compiled.ts'`

interface Catalogue {
  readonly name: string
  readonly room: string
  readonly messages: Readonly<Record<string, string>>
}

/** What a catalogue's script defines, by running it: it holds nothing but its texts. */
function catalogueOf(script: string): readonly Catalogue[] {
  const names = [...script.matchAll(/^export const (\w+) =|^const (\w+) = defineWords/gm)].map(
    ([, exported, constant]) => exported ?? constant ?? '',
  )
  const body = script
    .replace(/^import .*$/gm, '')
    .replace(/^export (?=const)/gm, '')
    .replace(/^export \{[^}]*\};?$/gm, '')
  const defineWords = (room: string, messages: Catalogue['messages']) => ({ room, messages })
  const made = runInNewContext(`${body}\n;[${names.join(', ')}]`, { defineWords }) as Omit<Catalogue, 'name'>[]
  return made.map((one, index) => ({ ...one, name: names[index] ?? '' }))
}
