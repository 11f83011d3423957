import { join } from 'node:path'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname
const entry = (path: string) => join(root, path)

/**
 * Bundles the main process for packaging: the command line and every file that is started as a process of its own.
 * Modules are kept apart, in the tree of the sources, so that a process finds its entry beside the module that starts it.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      rolldownOptions: {
        input: {
          'src-main/hosts/cli/main': entry('src-main/hosts/cli/main.ts'),
          'src-main/hosts/cli/benchWorker': entry('src-main/hosts/cli/benchWorker.ts'),
          'src-main/trainer/worker': entry('src-main/trainer/worker.ts'),
          'src-main/trainer/probeStep': entry('src-main/trainer/probeStep.ts'),
        },
        output: { format: 'es', preserveModules: true, preserveModulesRoot: root, entryFileNames: '[name].js' },
      },
    },
  },
})
