import { sentence } from '#shared/sentences/sentence.ts'
import { cifarSize, type CifarFormat } from './cifarFormats.ts'
import { DatasetError, type NeededSplit } from '../dataset.ts'
import { datasetErrorAt } from '../files/fileFaults.ts'
import type { OpenFile } from '../files/files.ts'
import { inFolder, type FileTree } from '../files/fileTree.ts'
import { storeKey } from '../imageFolder/imageStore.ts'
import { mostImages } from '../limits.ts'

type Version = 'binary' | 'python'

/** The files of each split, in order. Throws DatasetError if one is missing. */
export function splitFiles(
  tree: FileTree,
  folder: string,
  format: CifarFormat,
  version: Version,
): [NeededSplit, string[]][] {
  const present = tree.entries(folder).map(({ name }) => name)
  const required = (file: string): string => {
    if (present.includes(file)) return inFolder(folder, file)
    throw new DatasetError(sentence('cifarMissing', { file, folder: tree.at(folder), format: format.name }))
  }
  return [
    ['train', format.trainFiles(present, version).map(required)],
    ['test', [required(format.testFile[version])]],
  ]
}

/** Part of the cache key of records; increment it when the way they are read changes. */
const revision = 1

/** The cache key of records that cannot be read in place. */
export function sourceKey(tree: FileTree, folder: string, format: CifarFormat, version: Version): string {
  const files = splitFiles(tree, folder, format, version).flatMap(([, names]) => names)
  const named = inFolder(folder, format.namesFile[version])
  const hasNames = tree.entries(folder).some(({ name }) => name === format.namesFile[version])
  const stamps = [...files, ...(hasNames ? [named] : [])].map((file) => {
    try {
      const { bytes, modifiedMs } = tree.look(file)
      return { file, bytes, modifiedMs }
    } catch (error) {
      throw datasetErrorAt(tree.at(file), error)
    }
  })
  return storeKey({ kind: format.kind, revision, version, path: tree.path, size: cifarSize, stamps })
}

/** Opens a file for the duration of `use` and returns its result. */
export async function withFile<T>(tree: FileTree, path: string, use: (opened: OpenFile) => T): Promise<T> {
  const opened = await tree.open(path)
  try {
    return use(opened)
  } finally {
    opened.close()
  }
}

/** Throws DatasetError if `file` raises a split above the maximum number of images. */
export function requireCount(file: string, count: number): void {
  if (count > mostImages) throw new DatasetError(sentence('cifarTooLarge', { file, count, most: mostImages }))
}

/** The label of record `index`. Throws DatasetError if it is not a class of the data set. */
export function requireLabel(
  label: unknown,
  { file, index, format }: { file: string; index: number; format: CifarFormat },
): number {
  const last = format.defaultNames.length - 1
  if (Number.isInteger(label) && (label as number) >= 0 && (label as number) <= last) return label as number
  const shown = typeof label === 'number' ? label : typeof label
  throw new DatasetError(sentence('cifarLabel', { file, label: shown, index, format: format.name, last }))
}

/** The concatenated labels of several files. */
export function joinedLabels(parts: readonly (Uint16Array | readonly number[])[]): Uint16Array {
  const whole = new Uint16Array(parts.reduce((sum, { length }) => sum + length, 0))
  let start = 0
  for (const part of parts) {
    whole.set(part, start)
    start += part.length
  }
  return whole
}
