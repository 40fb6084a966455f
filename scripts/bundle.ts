import { isBuiltin } from 'node:module'
import type { UserConfig } from 'vite'

/** What runs in worker threads, by the name of its built file. */
export const THREADS = {
  'markdown-thread': 'app/platform/markdown-thread.server.ts',
  'drafting-thread': 'app/features/knowledge/drafting-thread.server.ts',
  'mining-thread': 'app/features/mining/mining-thread.server.ts',
  'nearness-thread': 'app/features/mining/nearness-thread.server.ts',
  'placing-thread': 'app/features/mining/placing-thread.server.ts',
  'search-thread': 'search/fts5/search-thread.server.ts',
  'vector-thread': 'search/vectors/vector-thread.server.ts',
}

/** How `input` is bundled for Node, each under its name, as the server and its threads are. */
export const bundleOf = (input: Readonly<Record<string, string>>) =>
  ({
    // Reading some thousand small files is most of what a start takes; only what has machine code stays out.
    ssr: {
      noExternal: true,
      external: ['better-sqlite3', 'sqlite-vec', '@node-rs/argon2', 'sharp', 'pg', 'pino', 'prom-client'],
    },
    build: {
      target: 'node20',
      // A module has no `require`: what a package asks Node for in a try block would never be there.
      commonjsOptions: { ignoreTryCatch: (name) => !isBuiltin(name) },
      rollupOptions: {
        input,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  }) satisfies UserConfig
