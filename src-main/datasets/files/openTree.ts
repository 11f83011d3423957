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
 * What lies at `path`: a folder, or a zip or tar archive as it was downloaded, which is read without being unpacked and
 * called after its file without the ending. To be closed by the caller. Rejects with a DatasetError.
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

/** What `use` makes of the tree at `path`, which is closed after it. */
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
