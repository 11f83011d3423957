import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from './dataset.ts'
import type { FileTree } from './files/fileTree.ts'

const mostBytes = 2 ** 20

/** The names in a text file, one per line; undefined if the file does not exist. Rejects with a DatasetError. */
export const readClassNames = async (tree: FileTree, path: string): Promise<string[] | undefined> =>
  (await readLines(tree, path))?.filter((line) => line !== '')

/** The trimmed lines of a text file; undefined if it does not exist. Rejects with a DatasetError. */
export async function readLines(tree: FileTree, path: string): Promise<string[] | undefined> {
  const slash = path.lastIndexOf('/')
  const [folder, file] = [path.slice(0, Math.max(0, slash)), path.slice(slash + 1)]
  if (!tree.entries(folder).some(({ name }) => name === file)) return undefined
  const opened = await tree.open(path)
  try {
    const { bytes, read } = opened
    if (bytes > mostBytes)
      throw new DatasetError(sentence('datasetFileTooLarge', { file: tree.at(path), bytes, most: mostBytes }))
    const whole = Buffer.alloc(bytes)
    const text = whole.subarray(0, read(whole, 0)).toString('utf8')
    // Windows editors start a text with a byte order mark.
    return text
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)
      .map((line) => line.trim())
  } finally {
    opened.close()
  }
}
