import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'
import { bundleOf, THREADS } from './bundle.ts'
import { compileWords } from './compile-words.ts'
import { lighterLoaders } from './lighter-loaders.ts'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

/**
 * One server build: the command line (which also serves) and the worker threads beside Remix's
 * own bundle. Must stand after `remix()`, whose own input it replaces.
 */
const serverEntries = (): Plugin => ({
  name: 'askwell-server-entries',
  config: (_config, env) => (env.isSsrBuild ? bundleOf({ askwell: 'scripts/main.ts', ...THREADS }) : {}),
})

export default defineConfig({
  // One target for the style sheet of both builds: two would make two files with two names.
  build: { cssTarget: 'es2022' },
  plugins: [
    compileWords(),
    remix({
      appDirectory: 'app',
      serverModuleFormat: 'esm',
      ignoredRouteFiles: ['**/*.test.ts', '**/*.test.tsx'],
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    serverEntries(),
    lighterLoaders(),
  ],
})
