import type { Linter } from 'eslint'

interface Layer {
  /** Other folders, or single files of them. */
  folders: readonly string[]
  /** npm packages; `node:` stands for Node's own modules. */
  packages: readonly string[]
}

/** The computations available to screens. */
const science = [
  ...['#shared/random', '#shared/schema', '#shared/sentences', '#shared/graph', '#shared/networks'],
  '#shared/designspaces',
  ...['#shared/training', '#shared/statistics', '#shared/refinement', '#shared/forecast', '#shared/timing'],
  ...['#shared/datasets', '#shared/studyFiles', '#shared/results', '#shared/format', '#shared/messages'],
]
const windowPackages = ['vue', '@vueuse/core', 'vue-router', 'element-plus', '@lucide/vue', 'zod']
const belowComponents = [
  ...[...science, '#shared/contract', '#shared/charts', '#shared/files', '#renderer/format', '#renderer/i18n'],
  ...['#renderer/lab', '#renderer/stores', '#renderer/lib', '#renderer/composables'],
  ...['#shared/analysis', '#renderer/analysis'],
]
/** What the choices of a figure follow from, without its data and charts. */
const figureChoices = ['#shared/figures/figureParameters.ts', '#shared/figures/figureControls.ts']
const figureTable = '#shared/figures/figureTable.ts'
/** The imports of a screen: it shows what it requests and computes, with components shared by the screens. */
const screen: Layer = {
  folders: [
    ...[...belowComponents, '#shared/text', '#renderer/components', '#renderer/components/plan'],
    '#renderer/components/shell',
  ],
  packages: windowPackages,
}

/**
 * Which folder may import what: the only table of the architecture, lowest layer first, named as in imports (#shared is
 * src-shared, #main src-main, #renderer src-renderer). A folder may import the entries of its row and itself, except
 * for nested folders with a row further down; `npm run lint` rejects anything else. Tests are exempt.
 */
export const layers: Readonly<Record<string, Layer>> = {
  // Pure: no Node, DOM, clock or Math.random. Number formatting for the window, reports and the command line.
  '#shared/format': { folders: [], packages: [] },
  // What the program says, in every language: ICU messages and what fills them.
  '#shared/messages': { folders: ['#shared/format'], packages: ['intl-messageformat'] },
  // What travels and is stored as the key and values of a message.
  '#shared/sentences': { folders: ['#shared/format', '#shared/messages'], packages: [] },
  '#shared/random': { folders: ['#shared/sentences'], packages: [] },
  '#shared/files': { folders: [], packages: [] },
  '#shared/schema': { folders: ['#shared/sentences'], packages: ['zod'] },
  '#shared/text': { folders: ['#shared/schema', '#shared/sentences'], packages: ['yaml'] },
  '#shared/graph': { folders: [], packages: [] },
  '#shared/onnx': { folders: ['#shared/format', '#shared/sentences'], packages: ['protobufjs'] },
  '#shared/statistics': { folders: ['#shared/random'], packages: [] },
  // What a trained network does on single images and classes.
  '#shared/inspection': { folders: ['#shared/statistics', '#shared/files'], packages: [] },
  '#shared/forecast': { folders: ['#shared/random', '#shared/statistics'], packages: [] },
  // Measured time of networks, and what explains it.
  '#shared/timing': {
    folders: ['#shared/random', '#shared/statistics', '#shared/forecast/nonNegativeFit.ts'],
    packages: [],
  },
  '#shared/networks': {
    folders: ['#shared/random', '#shared/schema', '#shared/sentences', '#shared/graph'],
    packages: ['zod'],
  },
  '#shared/lowering': { folders: ['#shared/graph', '#shared/onnx'], packages: [] },
  '#shared/designspaces': {
    folders: [
      ...['#shared/random', '#shared/format', '#shared/messages', '#shared/schema', '#shared/sentences'],
      ...['#shared/networks', '#shared/timing'],
    ],
    packages: ['zod'],
  },
  '#shared/training': {
    folders: [
      ...['#shared/random', '#shared/schema', '#shared/sentences', '#shared/graph', '#shared/onnx', '#shared/networks'],
    ],
    packages: ['zod'],
  },
  '#shared/datasets': { folders: ['#shared/sentences'], packages: ['zod'] },
  '#shared/studyFiles': {
    folders: [
      ...['#shared/random', '#shared/format', '#shared/messages', '#shared/schema', '#shared/sentences'],
      ...['#shared/networks', '#shared/designspaces', '#shared/training', '#shared/text'],
    ],
    packages: ['zod'],
  },
  // Results made elsewhere: files of networks with errors, and what their columns mean.
  '#shared/results': {
    folders: [
      ...['#shared/random', '#shared/schema', '#shared/sentences', '#shared/networks', '#shared/designspaces'],
      '#shared/training',
    ],
    packages: ['zod'],
  },

  '#shared/refinement': {
    folders: [
      ...['#shared/random', '#shared/format', '#shared/schema', '#shared/sentences', '#shared/statistics'],
      ...[
        '#shared/messages',
        '#shared/networks',
        '#shared/designspaces',
        '#shared/training/recipeSweep.ts',
        '#shared/training/halving.ts',
      ],
    ],
    packages: ['zod'],
  },
  // From data to an ECharts option.
  '#shared/charts': {
    folders: ['#shared/format', '#shared/messages', '#shared/statistics', '#shared/files', '#shared/timing'],
    packages: ['echarts', 'fast-png'],
  },
  // Figures and tables of populations: from runs to numbers, charts and captions.
  '#shared/figures': {
    folders: [
      ...['#shared/random', '#shared/format', '#shared/files', '#shared/messages', '#shared/schema'],
      ...['#shared/sentences', '#shared/statistics', '#shared/networks', '#shared/designspaces', '#shared/refinement'],
      ...['#shared/charts', '#shared/timing', '#shared/inspection'],
    ],
    packages: ['zod'],
  },
  // Two networks side by side: what differs, in numbers and in words.
  '#shared/pair': {
    folders: [
      ...['#shared/format', '#shared/messages', '#shared/networks', '#shared/designspaces', '#shared/statistics'],
      '#shared/inspection',
    ],
    packages: [],
  },
  // Every analysis by name, run by windows in a worker and by the lab in its background process.
  '#shared/analysis': {
    folders: [
      ...['#shared/random', '#shared/statistics', '#shared/timing', '#shared/designspaces', '#shared/refinement'],
    ],
    packages: [],
  },
  // The modules of the package: what other programs may import of the science.
  '#shared/science': {
    folders: [
      ...['#shared/random', '#shared/sentences', '#shared/graph', '#shared/onnx', '#shared/statistics'],
      ...['#shared/networks', '#shared/lowering', '#shared/designspaces', '#shared/training', '#shared/refinement'],
      '#shared/charts',
    ],
    packages: [],
  },

  // Everything that a window may request from the lab.
  '#shared/contract': {
    folders: [
      ...['#shared/schema', '#shared/networks', '#shared/designspaces', '#shared/training', '#shared/datasets'],
      ...['#shared/messages', '#shared/sentences', '#shared/onnx/opsets.ts', '#shared/results', '#shared/timing'],
      ...['#shared/figures/figureParameters.ts', figureTable, '#shared/inspection'],
      '#shared/studyFiles/networkLists.ts',
    ],
    packages: ['zod', '@orpc/contract'],
  },

  // The window. It reaches the lab only through the contract, but calls the science directly.
  '#renderer/format': { folders: ['#shared/format'], packages: [] },
  '#renderer/i18n': { folders: ['#shared/messages', '#shared/sentences'], packages: ['vue'] },
  '#renderer/lab': {
    folders: ['#shared/contract', '#shared/sentences'],
    packages: ['vue', '@orpc/client', '@orpc/contract'],
  },
  '#renderer/stores': {
    folders: ['#shared/contract', '#shared/messages', '#shared/sentences', '#renderer/lab', '#renderer/i18n'],
    packages: ['vue', '@vueuse/core', 'pinia'],
  },
  // Stateless functions of the window.
  '#renderer/lib': { folders: [...science, '#shared/contract', '#shared/text', '#shared/charts'], packages: ['vue'] },
  // Analyses in workers.
  '#renderer/analysis': {
    folders: [
      ...['#shared/analysis', '#shared/designspaces', '#shared/refinement', '#shared/sentences', '#renderer/lib'],
    ],
    packages: ['vue'],
  },
  '#renderer/composables': {
    folders: [
      ...[...science, '#shared/contract', '#shared/charts', '#renderer/lib', '#renderer/i18n', '#renderer/lab'],
      ...['#renderer/stores', '#shared/analysis', '#renderer/analysis'],
    ],
    packages: ['vue', '@vueuse/core', 'vue-router'],
  },
  '#renderer/components/menus': { folders: ['#renderer/lib'], packages: ['vue', 'element-plus', '@lucide/vue'] },
  '#renderer/components/lists': { folders: ['#renderer/lib'], packages: ['vue', '@vueuse/core'] },
  '#renderer/components/tables': {
    folders: ['#renderer/lib', '#renderer/i18n', '#renderer/stores', '#renderer/components/lists'],
    packages: ['vue', '@lucide/vue', '@vueuse/core'],
  },
  // Chart rendering, below the other components.
  '#renderer/components/charts': {
    folders: [
      ...['#shared/charts', '#shared/format', '#shared/files', '#renderer/lib', '#renderer/composables'],
      ...['#renderer/lab', '#renderer/i18n', '#renderer/components/menus', '#renderer/components/tables'],
    ],
    packages: ['vue', '@lucide/vue', 'echarts'],
  },
  '#renderer/components': { folders: belowComponents, packages: windowPackages },
  // The plan of a study or population, edited on several screens.
  '#renderer/components/plan': {
    folders: [...belowComponents, '#shared/text', '#renderer/components'],
    packages: windowPackages,
  },
  // The choices of a figure of the table, on its own screen and in reports.
  '#renderer/components/figures': {
    folders: [...belowComponents, ...figureChoices, '#renderer/components'],
    packages: windowPackages,
  },
  // The frame around the screens.
  '#renderer/components/shell': {
    folders: [...belowComponents, '#renderer/components'],
    packages: ['vue', '@vueuse/core', 'vue-router', 'element-plus', '@lucide/vue'],
  },

  // The screens, which do not know each other.
  '#renderer/views/data': screen,
  '#renderer/views/spaces': { ...screen, packages: [...windowPackages, 'yaml'] },
  '#renderer/views/compare': screen,
  '#renderer/views/explore': screen,
  '#renderer/views/home': screen,
  '#renderer/views/monitor': screen,
  '#renderer/views/network': {
    folders: [...screen.folders, '#shared/onnx', '#shared/inspection', '#shared/pair', '#shared/timing'],
    packages: [...windowPackages, 'yaml'],
  },
  '#renderer/views/population': screen,
  '#renderer/views/refine': screen,
  '#renderer/views/figures': {
    ...screen,
    folders: [...screen.folders, ...figureChoices, figureTable, '#renderer/components/figures'],
  },
  '#renderer/views/reports': {
    ...screen,
    folders: [...screen.folders, ...figureChoices, '#renderer/components/figures'],
  },
  '#renderer/views/search': screen,
  '#renderer/views/settings': screen,
  '#renderer/views/timing': screen,

  // The only place that writes to and removes from disks.
  '#main/disk': { folders: [], packages: ['node:'] },

  // The code of a trainer's process; it knows neither the store nor the lab, only messages.ts.
  '#main/datasets': {
    folders: ['#shared/random', '#shared/schema', '#shared/datasets', '#shared/sentences', '#main/disk'],
    packages: ['node:', 'zod', 'sharp', 'tar', 'yauzl'],
  },
  '#main/trainer': {
    folders: [
      ...['#shared/random', '#shared/schema', '#shared/graph', '#shared/networks', '#shared/lowering'],
      ...['#shared/onnx/opsets.ts', '#shared/inspection'],
      ...['#shared/training', '#shared/datasets', '#shared/sentences', '#main/disk', '#main/datasets'],
    ],
    packages: ['node:', 'zod', 'onnxruntime-node', 'koffi'],
  },
  '#main/benchmark': {
    folders: [
      ...['#shared/random', '#shared/statistics', '#shared/networks', '#shared/lowering', '#shared/training'],
      ...['#shared/timing', '#shared/sentences', '#main/trainer'],
    ],
    packages: ['node:'],
  },
  '#main/verification': {
    folders: [
      ...['#shared/random', '#shared/schema', '#shared/graph', '#shared/statistics', '#shared/networks'],
      ...['#shared/lowering', '#shared/training', '#main/trainer'],
    ],
    packages: ['node:', 'zod'],
  },

  // The lab: one writer, many trainers. It knows only messages.ts of a trainer.
  '#main/store': {
    folders: [
      ...[
        '#shared/networks',
        '#shared/designspaces',
        '#shared/training',
        '#shared/datasets',
        '#shared/schema',
        '#shared/contract',
      ],
      ...['#shared/sentences', '#shared/timing', '#shared/inspection', '#main/disk', '#main/trainer/messages.ts'],
    ],
    packages: ['node:', 'better-sqlite3'],
  },
  '#main/scheduler': {
    folders: [
      ...[
        '#shared/contract',
        '#shared/sentences',
        '#shared/training/recipeSweep.ts',
        '#main/disk',
        '#main/store',
        '#main/trainer/messages.ts',
      ],
      ...['#main/trainer/process/lifeline.ts', '#main/trainer/providers/cudaLibraries.ts'],
    ],
    packages: ['node:', 'better-sqlite3'],
  },
  '#main/reports': {
    folders: [
      ...['#shared/random', '#shared/format', '#shared/files', '#shared/statistics', '#shared/networks'],
      ...['#shared/refinement', '#shared/datasets', '#shared/training', '#shared/charts', '#shared/messages'],
      ...['#shared/sentences', '#shared/figures', '#shared/results', '#shared/contract/ending.ts'],
      ...['#shared/studyFiles/recipeRows.ts', '#shared/inspection/inspection.ts'],
      ...['#shared/contract/origin.ts', '#main/disk'],
    ],
    packages: ['node:', 'echarts', 'subset-font', 'sharp'],
  },
  // Studies as files. Reading them is a background job.
  '#main/bundles': {
    folders: [
      ...['#shared/schema', '#shared/sentences', '#shared/networks', '#shared/designspaces', '#shared/training'],
      ...['#shared/contract', '#shared/datasets', '#shared/results', '#shared/inspection', '#main/disk', '#main/store'],
      '#main/trainer',
    ],
    packages: ['node:', 'zod', 'better-sqlite3'],
  },
  // Work that takes long, reads foreign files or loads native libraries: a process beside the lab.
  '#main/jobs': {
    folders: [
      ...['#shared/random', '#shared/onnx', '#shared/networks', '#shared/designspaces', '#shared/training'],
      ...[
        '#shared/datasets',
        '#shared/sentences',
        '#shared/contract',
        '#shared/analysis',
        '#shared/studyFiles',
        '#shared/results',
        '#shared/text',
        '#main/bundles',
        '#main/datasets',
        '#main/trainer',
        '#main/store',
        '#main/reports',
      ],
    ],
    packages: ['node:', 'better-sqlite3'],
  },
  // The implementation of the contract, one file per area, and the lab behind it.
  '#main/services': {
    folders: [
      ...['#shared/random', '#shared/schema', '#shared/statistics', '#shared/networks', '#shared/lowering'],
      ...[
        '#shared/designspaces',
        '#shared/training',
        '#shared/datasets',
        '#shared/studyFiles',
        '#shared/forecast',
        '#shared/refinement',
      ],
      ...['#shared/files', '#shared/messages', '#shared/sentences', '#shared/contract', '#main/disk', '#main/trainer'],
      ...['#shared/timing', '#shared/inspection', '#main/benchmark', '#main/store'],
      ...['#main/scheduler', '#main/bundles', '#main/jobs', '#main/reports'],
    ],
    packages: ['node:', 'zod', 'yaml', 'better-sqlite3', '@orpc/server', '@orpc/contract'],
  },
  '#main/lab.ts': {
    folders: [
      ...[
        '#shared/sentences',
        '#main/datasets/imageFolder/imageStore.ts',
        '#main/store',
        '#main/scheduler',
        '#main/jobs',
      ],
      ...['#main/services', '#main/benchmark/timingProcess.ts'],
      '#main/trainer/providers/deviceMemory.ts',
      '#main/trainer/providers/plansHere.ts',
      '#main/trainer/providers/providers.ts',
    ],
    packages: ['node:'],
  },

  // A study from start to finish, as run by the command line.
  '#main/studyRunner': {
    folders: [
      ...['#shared/sentences', '#shared/designspaces', '#shared/datasets', '#shared/statistics', '#shared/studyFiles'],
      ...['#shared/contract', '#main/disk', '#main/datasets', '#main/trainer', '#main/store', '#main/reports'],
      '#main/services',
      '#main/lab.ts',
    ],
    packages: ['node:', 'yaml'],
  },
  // Shared by every host's process: termination signals, lost readers, failure messages.
  '#main/hosts/process': {
    folders: ['#shared/messages', '#shared/sentences', '#main/disk', '#main/store'],
    packages: ['node:'],
  },
  // Shared by hosts with a window: its files, its content security policy, and the lab's location.
  '#main/hosts/window': { folders: [], packages: ['node:'] },
  '#main/hosts/browser': {
    folders: [
      ...[
        '#shared/contract',
        '#shared/schema',
        '#main/disk',
        '#main/hosts/process',
        '#main/hosts/window',
        '#main/store',
      ],
      ...['#main/services', '#main/lab.ts'],
    ],
    packages: ['node:', 'ws', '@orpc/server'],
  },
  // The desktop application's lab, in a separate process.
  '#main/hosts/electron/lab': {
    folders: ['#shared/sentences', '#main/hosts/process', '#main/store', '#main/services', '#main/lab.ts'],
    packages: ['node:', '@orpc/server'],
  },
  // The desktop application. The shell reaches the lab only through the contract and is the only part that knows
  // Electron.
  '#main/hosts/electron': {
    folders: [
      ...['#shared/files', '#shared/contract', '#shared/messages', '#shared/sentences', '#main/disk'],
      '#main/hosts/window',
      ...['#main/hosts/process/lostReaders.ts', '#main/hosts/process/signals.ts'],
    ],
    packages: ['node:', 'electron', 'zod', '@orpc/client', '@orpc/contract', '@orpc/server'],
  },
  '#main/hosts/cli': {
    folders: [
      ...['#shared/schema', '#shared/format', '#shared/networks', '#shared/lowering', '#shared/designspaces'],
      ...['#shared/timing', '#shared/files', '#shared/inspection', '#shared/pair'],
      ...[
        '#shared/training',
        '#shared/statistics',
        '#shared/studyFiles',
        '#shared/datasets',
        '#shared/sentences',
        '#shared/contract',
      ],
      ...['#shared/results', '#main/bundles/resultsFile.ts', '#main/bundles/bundleSchema.ts'],
      ...['#shared/messages', '#shared/text', '#shared/figures', '#shared/onnx', '#main/disk'],
      '#main/datasets',
      ...['#main/trainer', '#main/benchmark', '#main/scheduler/runFiles.ts'],
      ...['#main/verification', '#main/store', '#main/reports', '#main/services', '#main/lab.ts', '#main/studyRunner'],
      '#main/hosts/process',
    ],
    packages: ['node:', 'zod', 'yaml', 'commander', 'cli-progress'],
  },
}

/** The path in the project of a folder or file named as in imports. */
export function pathOf(name: string): string {
  return name.replace('#', 'src-')
}

/** ESLint rules that enforce every row; the innermost row applies to nested folders. */
export function layerRules(): Linter.Config[] {
  const names = Object.keys(layers)
  const outerFirst = names.toSorted((a, b) => a.split('/').length - b.split('/').length)
  return outerFirst.flatMap((name) => {
    const path = pathOf(name)
    if (path.endsWith('.ts')) return [rowRule(name, [path], [], [])]
    const above = names.slice(names.indexOf(name)).flatMap((other) => other.split(`${name}/`).slice(1))
    return [
      rowRule(name, [`${path}/*.{ts,vue}`], ['\\./'], above),
      rowRule(name, [`${path}/*/**/*.{ts,vue}`], ['\\./', '\\.\\./(?!\\.)'], above),
    ]
  })
}

/**
 * The rule of a row for `files`, which may also import by `relative` paths. Of their own folder they may not import its
 * subfolders `above`, unless the row lists them.
 */
function rowRule(name: string, files: string[], relative: readonly string[], above: readonly string[]): Linter.Config {
  const { folders, packages } = layers[name]!
  const allowed = [
    ...packages.map((one) => (one.endsWith(':') ? one : `${one}(/|$)`)),
    ...[name, ...folders].map((one) => `${one}(/|$)`),
  ]
  const message = `${name} may import ${[...folders, ...packages].join(', ') || 'nothing'}; see scripts/layers.ts.`
  const tooHigh = above.filter((inner) => !folders.includes(`${name}/${inner}`))
  const patterns = [
    { regex: `^(?!${[...relative, ...allowed].join('|')})`, message },
    ...tooHigh.map((inner) => ({ regex: `^(${name}|\\.|\\.\\.)/${inner}(/|$)`, message })),
  ]
  return {
    files,
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  }
}
