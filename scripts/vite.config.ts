import { isBuiltin } from 'node:module'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'
import { compileWords } from './compile-words.ts'

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
  config: (_config, env) =>
    env.isSsrBuild
      ? {
          // Reading some thousand small files is most of what a start takes; only what has machine code stays out.
          ssr: {
            noExternal: true,
            external: ['better-sqlite3', '@node-rs/argon2', 'sharp', 'pg', 'pino', 'prom-client'],
          },
          build: {
            target: 'node20',
            // A module has no `require`: what a package asks Node for in a try block would never be there.
            commonjsOptions: { ignoreTryCatch: (name) => !isBuiltin(name) },
            rollupOptions: {
              input: {
                askwell: 'scripts/main.ts',
                'markdown-thread': 'app/platform/markdown-thread.server.ts',
                'drafting-thread': 'app/features/knowledge/drafting-thread.server.ts',
                'mining-thread': 'app/features/mining/mining-thread.server.ts',
                'nearness-thread': 'app/features/mining/nearness-thread.server.ts',
                'placing-thread': 'app/features/mining/placing-thread.server.ts',
                'search-thread': 'search/fts5/search-thread.server.ts',
              },
              output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
            },
          },
        }
      : {},
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
  ],
})
