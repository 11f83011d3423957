import { join } from 'node:path'
import { sentence } from '#shared/sentences/sentence.ts'
import { openBinary } from './cifarBinary.ts'
import { cifarFormats, type CifarFormat } from './cifarFormats.ts'
import { openPython } from './cifarPython.ts'
import { DatasetError, type Dataset, type OpenEnvironment } from '../dataset.ts'
import { inFolder, lookIfThere, type FileTree } from '../files/fileTree.ts'
import { withTree } from '../files/openTree.ts'

/** CIFAR-10 at `path`; see openCifar. */
export const openCifar10 = (path: string, environment: OpenEnvironment = {}): Promise<Dataset> =>
  openCifar(path, cifarFormats.cifar10, environment)
/** CIFAR-100 with fine labels at `path`; see openCifar. */
export const openCifar100 = (path: string, environment: OpenEnvironment = {}): Promise<Dataset> =>
  openCifar(path, cifarFormats.cifar100, environment)

/**
 * The data set at `path`: the downloaded archive (binary or Python version), its unpacked folder, or a folder that
 * contains either. All give the same records, and so the same content hash. Rejects with a DatasetError.
 */
async function openCifar(path: string, format: CifarFormat, environment: OpenEnvironment): Promise<Dataset> {
  return withTree(path, environment, (tree) => {
    const found = findVersion(tree, format)
    if (found.archive !== undefined) return openCifar(join(path, found.archive), format, environment)
    const open = found.version === 'binary' ? openBinary : openPython
    return open(tree, found.folder, format, environment)
  })
}

type Version = { archive: string } | { archive?: undefined; version: 'binary' | 'python'; folder: string }

/** The version present in a tree, preferring binary over Python and files over archives. */
function findVersion(tree: FileTree, format: CifarFormat): Version {
  const folders = [format.binaryFolder, format.pythonFolder, '']
    .filter((folder) => folder === '' || lookIfThere(tree, folder)?.kind === 'folder')
    .map((folder) => ({ folder, files: fileNames(tree, folder) }))
  for (const version of ['binary', 'python'] as const) {
    const isFile = version === 'binary' ? format.isBinaryFile : format.isPythonFile
    const found = folders.find(({ files }) => files.some(isFile))
    if (found) return { version, folder: found.folder }
  }
  const archive = folders.at(-1)!.files.find((name) => format.archives.includes(name))
  if (archive !== undefined && tree.folder !== undefined) return { archive }
  const [file] = format.trainFiles([], 'binary')
  throw new DatasetError(
    sentence('cifarMissing', { file: file!, folder: tree.at(folders[0]!.folder), format: format.name }),
  )
}

/** Names that are not folders, without following links where possible. */
const fileNames = (tree: FileTree, folder: string): string[] =>
  tree
    .entries(folder)
    .filter(({ isFile, name }) => isFile || lookIfThere(tree, inFolder(folder, name))?.kind !== 'folder')
    .map(({ name }) => name)
