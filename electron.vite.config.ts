import { join } from 'node:path'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname
const entry = (path: string) => join(root, path)

/**
 * Bundles what runs under a plain Node, the command line and every file that is started as a process of its own, and the
 * preload script. Modules are kept apart, in the tree of the sources, so that a process finds its entry beside the module
 * that starts it. The preload script is one CommonJS file, as Electron's sandbox asks. The shell: vite.shell.config.ts.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      rolldownOptions: {
        input: {
          'src-main/hosts/electron/lab/labProcess': entry('src-main/hosts/electron/lab/labProcess.ts'),
          'src-main/jobs/worker': entry('src-main/jobs/worker.ts'),
          'src-main/hosts/cli/main': entry('src-main/hosts/cli/main.ts'),
          'src-main/hosts/cli/benchWorker': entry('src-main/hosts/cli/benchWorker.ts'),
          'src-main/hosts/cli/populationWorker': entry('src-main/hosts/cli/populationWorker.ts'),
          'src-main/benchmark/timingWorker': entry('src-main/benchmark/timingWorker.ts'),
          'src-main/reports/figureFiles/pngProcess': entry('src-main/reports/figureFiles/pngProcess.ts'),
          'src-main/hosts/browser/main': entry('src-main/hosts/browser/main.ts'),
          'src-main/trainer/worker': entry('src-main/trainer/worker.ts'),
          'src-main/trainer/providers/probeStep': entry('src-main/trainer/providers/probeStep.ts'),
        },
        output: { format: 'es', preserveModules: true, preserveModulesRoot: root, entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: entry('src-main/hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
})
