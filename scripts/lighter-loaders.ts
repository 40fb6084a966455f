import type { Plugin } from 'vite'

/** Remix takes these two parameters off the address of each loader's request, by making the request anew: twice a loader. */
const PARAMETERS = { stripIndexParam: 'index', stripRoutesParam: '_routes' } as const

/**
 * Hands loaders the request itself where there is nothing to take off its address. Making it anew, with its signal, took a tenth
 * of a rendered page (docs/performance.md). A request without a body can be read by several loaders. Fails the build when Remix
 * is not as expected.
 */
export const lighterLoaders = (): Plugin => ({
  name: 'askwell-lighter-loaders',
  apply: 'build',
  transform(code, id) {
    if (!/@remix-run\/server-runtime\/dist\/(?:esm\/)?data\.js$/.test(id)) return null
    let lighter = code
    for (const [name, parameter] of Object.entries(PARAMETERS)) {
      const head = `function ${name}(request) {`
      if (!lighter.includes(head)) this.error(`${name} is not in ${id}: see scripts/lighter-loaders.ts`)
      lighter = lighter.replace(
        head,
        `${head}\n  if (request.method === "GET" && !/[?&]${parameter}/.test(request.url)) return request;`,
      )
    }
    return { code: lighter, map: null }
  },
})
