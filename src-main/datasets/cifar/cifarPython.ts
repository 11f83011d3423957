import { sentence } from '#shared/sentences/sentence.ts'
import { joinedLabels, requireCount, requireLabel, sourceKey, splitFiles } from './cifarFiles.ts'
import { cifarSize, type CifarFormat } from './cifarFormats.ts'
import { DatasetError, recordBytes, type Dataset, type OpenEnvironment, type NeededSplit } from '../dataset.ts'
import { datasetErrorAt } from '../files/fileFaults.ts'
import { inFolder, type FileTree } from '../files/fileTree.ts'
import { keptDataset, type LoadedRecords } from '../records/keptRecords.ts'
import { withTree } from '../files/openTree.ts'
import { isPickledArray, readPickle, textOf, valueOf, type Pickled } from './pickle.ts'

const imageBytes = recordBytes(cifarSize)
/** Maximum bytes of one file; those of CIFAR-100 have 155 MB. */
const mostFileBytes = 2 ** 28

/** The Python version in a folder of a tree: pickles, parsed without executing anything (see pickle.ts). */
export function openPython(
  tree: FileTree,
  folder: string,
  format: CifarFormat,
  environment: OpenEnvironment,
): Promise<Dataset> {
  const key = sourceKey(tree, folder, format, 'python')
  const parts = {
    kind: format.kind,
    name: format.name,
    namesSource: format.namesFile.python,
    imageSize: cifarSize,
    key,
  }
  return keptDataset(parts, environment, () =>
    withTree(tree.path, environment, (again) => loadPython(again, folder, format)),
  )
}

async function loadPython(tree: FileTree, folder: string, format: CifarFormat): Promise<LoadedRecords> {
  const labels: Record<NeededSplit, number[][]> = { train: [], test: [] }
  const images: Record<NeededSplit, Uint8Array[]> = { train: [], test: [] }
  for (const [split, files] of splitFiles(tree, folder, format, 'python')) {
    let count = 0
    for (const path of files) {
      const file = tree.at(path)
      const batch = batchOf(await unpickled(tree, path), file, format)
      requireCount(file, (count += batch.labels.length))
      labels[split].push(batch.labels)
      images[split].push(batch.images)
    }
  }
  return {
    classNames: (await namesOf(tree, folder, format)) ?? format.defaultNames,
    labels: { train: joinedLabels(labels.train), test: joinedLabels(labels.test) },
    records: { train: Buffer.concat(images.train), test: Buffer.concat(images.test) },
  }
}

async function unpickled(tree: FileTree, path: string): Promise<Pickled> {
  try {
    return readPickle(await tree.read(path, mostFileBytes))
  } catch (error) {
    throw datasetErrorAt(tree.at(path), error)
  }
}

/** Labels and images of one file; each image is a row of 3072 bytes, planar RGB like a record. */
function batchOf(batch: Pickled, file: string, format: CifarFormat): { labels: number[]; images: Uint8Array } {
  const data = valueOf(batch, 'data')
  const labels = valueOf(batch, format.labelsKey)
  if (!isPickledArray(data) || !Array.isArray(labels) || labels.length === 0)
    throw new DatasetError(sentence('cifarPickle', { file, format: format.name, key: format.labelsKey }))
  if (data.bytes.length !== labels.length * imageBytes) {
    const values = { file, bytes: data.bytes.length, count: labels.length, each: imageBytes }
    throw new DatasetError(sentence('cifarPickleSizes', values))
  }
  return { labels: labels.map((label, index) => requireLabel(label, { file, index, format })), images: data.bytes }
}

async function namesOf(tree: FileTree, folder: string, format: CifarFormat): Promise<string[] | undefined> {
  const file = format.namesFile.python
  if (!tree.entries(folder).some(({ name }) => name === file)) return undefined
  const names = valueOf(await unpickled(tree, inFolder(folder, file)), format.namesKey)
  if (!Array.isArray(names)) return undefined
  const texts = names.map(textOf)
  return texts.every((text) => text !== undefined) ? texts : undefined
}
