import { join } from 'node:path'
import { defineConfig } from 'vite'

/**
 * Bundles the desktop shell with all that it imports into one file: of a package, Electron checks its archive alone, so
 * nothing beside that may run in the main process.
 */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: join(import.meta.dirname, 'src-main/hosts/electron/main.ts'),
    outDir: 'out/shell',
    emptyOutDir: true,
    target: 'node24',
    rolldownOptions: {
      external: ['electron'],
      output: { format: 'es', entryFileNames: 'main.js', codeSplitting: false },
    },
  },
})
