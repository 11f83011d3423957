import type { Linter } from 'eslint'

/**
 * Which folder may import which: the one table of the architecture. A folder may import itself, the folders in its
 * row, and the packages in its row; everything else is an error of `npm run lint`. Longer paths win over shorter ones.
 */
const layers: Record<string, { folders: string[]; packages: string[] }> = {
  'src-shared/random': { folders: [], packages: ['pure-rand'] },
  'src-shared/statistics': { folders: ['random'], packages: ['zod'] },
  'src-shared/graph': { folders: [], packages: [] },
  'src-shared/onnx': { folders: [], packages: ['protobufjs'] },
  'src-shared/networks': { folders: ['random', 'graph'], packages: ['zod'] },
  'src-shared/lowering': { folders: ['graph', 'onnx'], packages: [] },
  'src-shared/designspaces': { folders: ['random', 'networks'], packages: ['zod'] },
  'src-shared/training': { folders: ['random', 'graph', 'networks', 'onnx', 'lowering'], packages: ['zod'] },
  'src-shared/studies': {
    folders: ['random', 'networks', 'designspaces', 'training', 'statistics', 'contract'],
    packages: ['zod'],
  },
}

const sharedFolders = Object.keys(layers).map((folder) => folder.replace('src-shared/', ''))

/** ESLint rules that hold every folder of src-shared to its row, and the trainer and charts to theirs. */
export function layerRules(): Linter.Config[] {
  const shared = Object.entries(layers).map(([folder, { folders, packages }]): Linter.Config => {
    const own = folder.replace('src-shared/', '')
    const forbidden = sharedFolders.filter((other) => other !== own && !folders.includes(other))
    return {
      files: [`${folder}/**/*.ts`],
      ignores: ['**/*.test.ts', '**/testing/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              { group: ['../../*'], message: 'Use #shared/ across folders.' },
              { group: ['#main/*', '#renderer/*', '#resources/*', 'node:*'], message: 'src-shared is pure.' },
              ...(forbidden.length > 0
                ? [
                    {
                      group: forbidden.map((other) => `#shared/${other}/*`),
                      message: `${own} stands below this layer.`,
                    },
                  ]
                : []),
              {
                regex: `^(?![.#])(?!(${[...packages, 'never'].join('|')})(/|$))`,
                message: `Packages allowed here: ${packages.join(', ') || 'none'}.`,
              },
            ],
          },
        ],
      },
    }
  })
  const forbid = (files: string, groups: string[], message: string): Linter.Config => ({
    files: [files],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['../../*', ...groups], message }] }] },
  })
  return [
    ...shared,
    forbid(
      'src-main/trainer/**/*.ts',
      ['#main/store/*', '#main/scheduler/*', '#main/services/*', '#main/reports/*', '#main/hosts/*', 'better-sqlite3'],
      'The trainer knows neither the store nor the lab.',
    ),
    forbid(
      'src-main/datasets/**/*.ts',
      ['#main/store/*', '#main/scheduler/*', '#main/hosts/*'],
      'Data sets know no lab.',
    ),
    forbid('src-main/store/**/*.ts', ['#main/scheduler/*', '#main/services/*', '#main/hosts/*'], 'The store is below.'),
    forbid(
      'src-renderer/charts/**/*.ts',
      ['#main/*', '#renderer/*', 'node:*', 'vue', 'pinia'],
      'Charts are pure functions from data to an ECharts option.',
    ),
  ]
}
