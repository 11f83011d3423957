import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, type NeededSplit } from '../dataset.ts'
import { inFolder, type Entry, type FileTree } from '../files/fileTree.ts'
import type { IdxContent, IdxSource } from './idxFile.ts'

/** Location of the four files of a data set. */
export interface IdxSet {
  /** Path in the tree. */
  folder: string
  /** Prefix of the file names: `emnist-letters` for emnist-letters-train-images-idx3-ubyte; '' for MNIST. */
  prefix: string
}

/** Maximum nesting depth and number of folders searched. */
const mostDepth = 3
const mostFolders = 200

/**
 * The data set in a tree: in its root, or in torchvision's layout, MNIST/raw. From EMNIST, which has six sets side by
 * side, the one named by `subset`. Throws DatasetError.
 */
export function findIdxSet(tree: FileTree, subset: string | undefined): IdxSet {
  const found = setsIn(tree)
  const matching = found.filter(
    ({ prefix }) => subset === undefined || prefix === subset || prefix.endsWith(`-${subset}`),
  )
  // A copy further down in the same folder is the same set, as is a still gzipped one.
  const isCopy = (set: IdxSet) =>
    matching.some((other) => other !== set && other.prefix === set.prefix && isAbove(other.folder, set.folder))
  const [first, ...others] = matching.filter((set) => !isCopy(set))
  if (first && others.length === 0) return first
  const folder = tree.path
  if (first) {
    const places = new Set(matching.map((set) => tree.at(set.folder)))
    throw new DatasetError(
      places.size > 1
        ? sentence('idxSeveralFolders', { folder, places: [...places] })
        : sentence('idxSeveral', { folder, names: prefixes(matching) }),
    )
  }
  throw new DatasetError(
    found.length === 0 || subset === undefined
      ? sentence('idxMissing', { file: 'train-images-idx3-ubyte', folder })
      : sentence('idxSubsetUnknown', { subset, folder, names: prefixes(found) }),
  )
}

const prefixes = (sets: readonly IdxSet[]) => [...new Set(sets.map(({ prefix }) => prefix))]
const isAbove = (upper: string, lower: string) => upper === '' || lower.startsWith(`${upper}/`)

const imagesName = /^(?:(.+)-)?train-images[-.]idx3-ubyte(?:\.gz)?$/i

/** Every set in a tree that has training images, upper folders first. */
function setsIn(tree: FileTree): IdxSet[] {
  const sets: IdxSet[] = []
  let folders = ['']
  let looked = 0
  for (let depth = 0; depth <= mostDepth; depth++) {
    const below: string[] = []
    for (const folder of folders) {
      if (++looked > mostFolders) return sets
      const entries = entriesOf(tree, folder)
      const names = entries.flatMap(({ name }) => (imagesName.test(name) ? [imagesName.exec(name)![1] ?? ''] : []))
      for (const prefix of new Set(names)) sets.push({ folder, prefix })
      for (const { name, isFile } of entries) if (!isFile) below.push(inFolder(folder, name))
    }
    // Files in the root itself take precedence.
    if (depth === 0 && sets.length > 0) return sets
    folders = below
  }
  return sets
}

/** The entries of a folder of the tree; empty if unreadable, since unrelated folders may lie beside the data. */
function entriesOf(tree: FileTree, folder: string): Entry[] {
  if (folder === '') return tree.entries(folder)
  try {
    return tree.look(folder).kind === 'folder' ? tree.entries(folder) : []
  } catch {
    return []
  }
}

const parts: Record<NeededSplit, readonly string[]> = { train: ['train'], test: ['t10k', 'test'] }
const dimensions: Record<IdxContent, number> = { images: 3, labels: 1 }

/** A file of a set, preferring plain over gzipped. Throws DatasetError if there is none. */
export function idxSource(
  tree: FileTree,
  { folder, prefix }: IdxSet,
  split: NeededSplit,
  content: IdxContent,
): IdxSource {
  const before = prefix === '' ? '' : `${prefix}-`
  const names = parts[split].flatMap((part) =>
    ['-', '.'].map((mark) => `${before}${part}-${content}${mark}idx${dimensions[content]}-ubyte`),
  )
  const present = new Set(tree.entries(folder).map(({ name }) => name))
  const found = names.flatMap((name) => [name, `${name}.gz`]).find((name) => present.has(name))
  if (found === undefined) throw new DatasetError(sentence('idxMissing', { file: names[0]!, folder: tree.at(folder) }))
  const path = inFolder(folder, found)
  return { file: tree.at(path), open: () => tree.open(path) }
}
