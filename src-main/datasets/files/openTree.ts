import { basename } from 'node:path'
import { sentence } from '#shared/sentences/sentence.ts'
import { archiveEnding } from '#shared/datasets/archives.ts'
import { archiveTree } from '../archives/archiveTree.ts'
import { DatasetError, type OpenEnvironment } from '../dataset.ts'
import { datasetErrorAt, isThere, lookAt } from './fileFaults.ts'
import { requireFolder, requireRegular } from './files.ts'
import { folderTree, type FileTree } from './fileTree.ts'
import { mostImages } from '../limits.ts'
import { readTar } from '../archives/tarArchive.ts'
import { readZip } from '../archives/zipArchive.ts'

/**
 * Opens the folder at `path`, or a downloaded zip or tar archive, which is read without unpacking and named after its
 * file without the extension. The caller closes it. Rejects with a DatasetError.
 */
export async function openTree(path: string, { cacheDir }: OpenEnvironment = {}, most = mostImages): Promise<FileTree> {
  const ending = archiveEnding(path)
  const stats = isThere(path) ? lookOrRefuse(path) : undefined
  if (!stats || stats.isDirectory()) {
    requireFolder(path)
    return folderTree(path, most)
  }
  if (ending === undefined) throw new DatasetError(sentence('datasetFolderIsFile', { folder: path }))
  try {
    requireRegular(stats)
  } catch (error) {
    throw datasetErrorAt(path, error)
  }
  const { size: bytes, mtimeMs: modifiedMs } = stats
  const reader = /zip$/i.test(ending) ? await readZip(path) : await readTar(path, { bytes, modifiedMs }, cacheDir)
  return archiveTree(path, basename(path).slice(0, -ending.length), modifiedMs, reader)
}

/** Opens the tree at `path` for the duration of `use` and returns its result. */
export async function withTree<T>(
  path: string,
  environment: OpenEnvironment,
  use: (tree: FileTree) => Promise<T>,
): Promise<T> {
  const tree = await openTree(path, environment)
  try {
    return await use(tree)
  } finally {
    tree.close()
  }
}

function lookOrRefuse(path: string) {
  try {
    return lookAt(path)
  } catch (error) {
    throw datasetErrorAt(path, error)
  }
}
