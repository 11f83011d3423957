/** Side of the images of both data sets in pixels. */
export const cifarSize = 32

/** The differences between the two data sets (Krizhevsky, cs.toronto.edu/~kriz/cifar.html). */
export interface CifarFormat {
  kind: string
  name: string
  /** Folder names inside the archives of the two versions. */
  binaryFolder: string
  pythonFolder: string
  /** File names of the archives as downloaded. */
  archives: readonly string[]
  isBinaryFile: (name: string) => boolean
  isPythonFile: (name: string) => boolean
  /** The training files in `names`, including those missing from a gap in the numbering. */
  trainFiles: (names: readonly string[], version: 'binary' | 'python') => string[]
  testFile: Readonly<Record<'binary' | 'python', string>>
  namesFile: Readonly<Record<'binary' | 'python', string>>
  defaultNames: string[]
  /**
   * Binary version: number of label bytes before each image; the last is the class (CIFAR-100 starts with the
   * superclass).
   */
  labelBytes: number
  /** Python version: keys of the labels and of the class names. */
  labelsKey: string
  namesKey: string
}

/** data_batch_1 onward; a gap in the numbering is an error, not a smaller data set. */
function batchFiles(names: readonly string[], version: 'binary' | 'python'): string[] {
  const ending = version === 'binary' ? '.bin' : ''
  const present = names.filter(
    (name) => /^data_batch_[1-9]\d*(\.bin)?$/.test(name) && name.endsWith('.bin') === (ending !== ''),
  )
  // With a gap, one of these does not exist and is reported missing.
  return Array.from({ length: Math.max(1, present.length) }, (_, i) => `data_batch_${i + 1}${ending}`)
}

const cifar10Names = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ')

/** CIFAR-10 and CIFAR-100. */
export const cifarFormats = {
  cifar10: {
    kind: 'cifar10',
    name: 'CIFAR-10',
    binaryFolder: 'cifar-10-batches-bin',
    pythonFolder: 'cifar-10-batches-py',
    archives: ['cifar-10-binary.tar.gz', 'cifar-10-python.tar.gz'],
    isBinaryFile: (name) => /^(data_batch_\d+|test_batch)\.bin$/.test(name),
    isPythonFile: (name) => /^(data_batch_\d+|test_batch)$/.test(name),
    trainFiles: batchFiles,
    testFile: { binary: 'test_batch.bin', python: 'test_batch' },
    namesFile: { binary: 'batches.meta.txt', python: 'batches.meta' },
    defaultNames: cifar10Names,
    labelBytes: 1,
    labelsKey: 'labels',
    namesKey: 'label_names',
  },
  cifar100: {
    kind: 'cifar100',
    name: 'CIFAR-100',
    binaryFolder: 'cifar-100-binary',
    pythonFolder: 'cifar-100-python',
    archives: ['cifar-100-binary.tar.gz', 'cifar-100-python.tar.gz'],
    isBinaryFile: (name) => /^(train|test)\.bin$/.test(name),
    isPythonFile: (name) => /^(train|test)$/.test(name),
    trainFiles: (_, version) => [version === 'binary' ? 'train.bin' : 'train'],
    testFile: { binary: 'test.bin', python: 'test' },
    namesFile: { binary: 'fine_label_names.txt', python: 'meta' },
    defaultNames: Array.from({ length: 100 }, (_, i) => `class ${i}`),
    labelBytes: 2,
    labelsKey: 'fine_labels',
    namesKey: 'fine_label_names',
  },
} satisfies Record<string, CifarFormat>
