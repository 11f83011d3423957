/** A part of the program whose tests are evaluated by mutation: each mutant in its files should fail one of them. */
export interface Area {
  /** Its folder relative to the root, or a file with other tests than its neighbours. */
  folder: string
  /** Folders of tests, and test files, that run against its mutants: those that cover it and take seconds. */
  tests: readonly string[]
  /** Its tests start processes or use native code, so each test file gets a separate process. */
  isolated?: true
}

const shared = (name: string, ...tests: string[]): Area => ({
  folder: `src-shared/${name}`,
  tests: [name, ...tests].map((folder) => `src-shared/${folder}`),
})

/** Tests of the trainer that run lowered graphs. */
const trained = (...names: string[]): string[] => names.map((name) => `src-main/trainer/${name}.test.ts`)

/** Every folder that determines numbers, files and runs. */
export const areas: readonly Area[] = [
  shared('analysis'),
  shared('charts'),
  shared('figures'),
  shared('contract'),
  shared('datasets'),
  shared('designspaces'),
  shared('files'),
  shared('forecast'),
  shared('format'),
  {
    folder: 'src-shared/graph',
    // The central differences of every case take minutes while each hit is counted; differentiate.test.ts has the quick ones.
    tests: ['ops', 'graph.test.ts', 'differentiate.test.ts'].map((path) => `src-shared/graph/${path}`),
  },
  shared('inspection'),
  {
    folder: 'src-shared/lowering',
    tests: trained('goldenModels', 'lowering', 'training/trainingStep', 'providers/stepCheck'),
    isolated: true,
  },
  shared('networks'),
  shared('onnx'),
  shared('pair'),
  shared('random'),
  shared('messages'),
  shared('refinement'),
  shared('results'),
  shared('schema'),
  shared('sentences'),
  shared('statistics'),
  shared('studyFiles'),
  shared('text'),
  shared('timing'),
  shared('training'),
  {
    folder: 'src-shared/training/inferenceGraph.ts',
    tests: trained('files/exportOnnx'),
    isolated: true,
  },
  { folder: 'src-main/scheduler', tests: ['src-main/scheduler'], isolated: true },
  { folder: 'src-main/store', tests: ['src-main/store'], isolated: true },
]

/** Tests with their helpers, and the tables of texts, which are read from their sources by a test. */
export const notMutated = ['!**/*.test.ts', '!**/testing/**', '!src-shared/messages/{en,ko}/**']
