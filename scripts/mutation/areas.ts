/** A part of the program whose tests are put to the proof: every fault that is made in its files should fail one of them. */
export interface Area {
  /** Its folder, from the root, or a file of one which other tests prove than those of its neighbours. */
  folder: string
  /** Folders whose tests, and files of tests that run against its mutants: those that prove it, and run in seconds. */
  tests: readonly string[]
  /** Its tests start processes or use native code: each file of them gets a process of its own. */
  isolated?: true
}

const shared = (name: string, ...tests: string[]): Area => ({
  folder: `src-shared/${name}`,
  tests: [name, ...tests].map((folder) => `src-shared/${folder}`),
})

/** Tests of the trainer that run what is lowered. */
const trained = (...names: string[]): string[] => names.map((name) => `src-main/trainer/${name}.test.ts`)

/** Every folder of what decides numbers, files and runs. */
export const areas: readonly Area[] = [
  shared('charts'),
  shared('contract'),
  shared('datasets'),
  shared('designspaces'),
  shared('files'),
  shared('forecast'),
  shared('format'),
  shared('graph'),
  {
    folder: 'src-shared/lowering',
    tests: trained('goldenModels', 'lowering', 'training/trainingStep', 'providers/stepCheck'),
    isolated: true,
  },
  shared('networks'),
  shared('onnx'),
  shared('random'),
  shared('messages'),
  shared('refinement'),
  shared('schema'),
  shared('sentences'),
  shared('statistics'),
  shared('studyFiles'),
  shared('text'),
  shared('training'),
  {
    folder: 'src-shared/training/inferenceGraph.ts',
    tests: trained('files/exportOnnx'),
    isolated: true,
  },
  { folder: 'src-main/scheduler', tests: ['src-main/scheduler', 'src-main/lab.test.ts'], isolated: true },
  { folder: 'src-main/store', tests: ['src-main/store'], isolated: true },
]

/** What is no part of the program: tests, and what they are made with. */
export const notMutated = ['!**/*.test.ts', '!**/testing/**']
