import { sentence } from '#shared/sentences/sentence.ts'
import { cifarSize, type CifarFormat } from './cifarFormats.ts'
import { joinedLabels, requireCount, requireLabel, sourceKey, splitFiles, withFile } from './cifarFiles.ts'
import { DatasetError, recordBytes, type Dataset, type OpenEnvironment, type NeededSplit } from '../dataset.ts'
import type { OpenFile } from '../files/files.ts'
import { inFolder, type FileTree } from '../files/fileTree.ts'
import { keptDataset, type LoadedRecords } from '../records/keptRecords.ts'
import { withTree } from '../files/openTree.ts'
import { readClassNames } from '../classNames.ts'
import { recordDataset } from '../records/recordDataset.ts'
import { fileRecords, type Records, type Segment } from '../records/records.ts'

const imageBytes = recordBytes(cifarSize)

/** The binary version in a folder of a tree: read in place from files, loaded into memory from an archive. */
export async function openBinary(
  tree: FileTree,
  folder: string,
  format: CifarFormat,
  environment: OpenEnvironment,
): Promise<Dataset> {
  if (tree.folder === undefined) {
    const parts = { kind: format.kind, name: format.name, imageSize: cifarSize }
    const key = sourceKey(tree, folder, format, 'binary')
    return keptDataset({ ...parts, key }, environment, () =>
      withTree(tree.path, environment, (again) => loadBinary(again, folder, format)),
    )
  }
  const labels: Record<NeededSplit, Uint16Array> = { train: new Uint16Array(), test: new Uint16Array() }
  const segments: Record<NeededSplit, Segment[]> = { train: [], test: [] }
  for (const [split, files] of splitFiles(tree, folder, format, 'binary')) {
    const found: Uint16Array[] = []
    for (const file of files) {
      const ofFile = await withFile(tree, file, (opened) => readLabels(opened, format, lengthOf(found)))
      found.push(ofFile)
      segments[split].push({
        file: tree.at(file),
        start: format.labelBytes,
        stride: format.labelBytes + imageBytes,
        count: ofFile.length,
      })
    }
    labels[split] = joinedLabels(found)
  }
  const names = await readClassNames(tree, inFolder(folder, format.namesFile.binary))
  return recordDataset({
    kind: format.kind,
    name: format.name,
    classNames: names ?? format.defaultNames,
    namesSource: names ? format.namesFile.binary : format.name,
    imageSize: cifarSize,
    records: opened(segments),
    labels,
  })
}

function opened(segments: Record<NeededSplit, Segment[]>): Record<NeededSplit, Records> {
  const train = fileRecords(segments.train, cifarSize)
  try {
    return { train, test: fileRecords(segments.test, cifarSize) }
  } catch (error) {
    train.close()
    throw error
  }
}

async function loadBinary(tree: FileTree, folder: string, format: CifarFormat): Promise<LoadedRecords> {
  const stride = format.labelBytes + imageBytes
  const labels: Record<NeededSplit, Uint16Array[]> = { train: [], test: [] }
  const images: Record<NeededSplit, Buffer[]> = { train: [], test: [] }
  for (const [split, files] of splitFiles(tree, folder, format, 'binary')) {
    for (const file of files) {
      await withFile(tree, file, (source) => {
        const found = readLabels(source, format, lengthOf(labels[split]))
        labels[split].push(found)
        const records = Buffer.alloc(found.length * imageBytes)
        for (let i = 0; i < found.length; i++)
          source.read(records.subarray(i * imageBytes, (i + 1) * imageBytes), i * stride + format.labelBytes)
        images[split].push(records)
      })
    }
  }
  return {
    classNames: (await readClassNames(tree, inFolder(folder, format.namesFile.binary))) ?? format.defaultNames,
    records: { train: Buffer.concat(images.train), test: Buffer.concat(images.test) },
    labels: { train: joinedLabels(labels.train), test: joinedLabels(labels.test) },
  }
}

const lengthOf = (parts: readonly Uint16Array[]) => parts.reduce((sum, { length }) => sum + length, 0)

/** Number of records read at a time when collecting labels. */
const atOnce = 512

/** The labels of a file that follows `before` images of other files. */
function readLabels({ file, bytes, read }: OpenFile, format: CifarFormat, before: number): Uint16Array {
  const stride = format.labelBytes + imageBytes
  if (bytes === 0 || bytes % stride !== 0) {
    throw new DatasetError(sentence('cifarTruncated', { file, bytes, format: format.name, stride }))
  }
  requireCount(file, before + bytes / stride)
  const labels = new Uint16Array(bytes / stride)
  const chunk = new Uint8Array(atOnce * stride)
  for (let index = 0; index < labels.length; index++) {
    const within = index % atOnce
    if (within === 0) read(chunk, index * stride)
    labels[index] = requireLabel(chunk[within * stride + format.labelBytes - 1]!, { file, index, format })
  }
  return labels
}
