import { defineConfig } from 'vite'
import { compileWords } from './compile-words.ts'

/** The one small module that every page loads, guests included: no framework, a fixed name. */
export default defineConfig({
  publicDir: false,
  plugins: [compileWords()],
  build: {
    outDir: 'build/client',
    emptyOutDir: false,
    target: 'es2022',
    rollupOptions: {
      input: 'app/enhance/enhance.ts',
      output: { entryFileNames: 'enhance.js', format: 'es' },
    },
  },
})
