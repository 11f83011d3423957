import { composed } from '#shared/schema/alike.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { datasetErrorAt } from '../files/fileFaults.ts'
import { inFolder, type Entry, type FileTree } from '../files/fileTree.ts'
import { isImageName } from './imageNames.ts'
import { mostDepth } from '../limits.ts'

/** The folders of a tree with its training, test and validation images, each with class folders inside. */
export interface ImageParts {
  /** A folder; the root if it contains the class folders directly. */
  train: string
  /** Undefined if there is none; test images are then held out. */
  test: string | undefined
  /** Undefined if there is none; validation images are then held out of the training images. */
  validation: string | undefined
  /** Counts and reasons for images that were not used. */
  notes: Sentence[]
}

const validationNames = ['val', 'validation', 'valid']
/** Possible names of the test folder, in order of preference. */
const testNames = ['test', ...validationNames]

/**
 * The parts of a tree: train/, test/ and val/, validation/ or valid/, in any case, or class folders alone. Without
 * test/, the folder val/, validation/ or valid/ holds the test images. The parts may be nested in a single folder, as
 * in archives. Throws DatasetError if a folder cannot be inspected.
 */
export function imageParts(tree: FileTree): ImageParts {
  const entries = remembering((folder: string) => tree.entries(folder))
  const root = rootOf(tree, entries)
  const within = entries(root)
  const train = trainOf(tree, root, entries)
  if (train === undefined) {
    return { train: root, test: undefined, validation: undefined, notes: notesOnLoose(tree, root, within) }
  }
  const find = (names: readonly string[], isPart: (path: string) => boolean) =>
    names
      .flatMap((name) => namedSo(within, name))
      .map((name) => inFolder(root, name))
      .find((path) => isFolder(tree, path) && entries(path).some(({ isFile }) => !isFile) && isPart(path))
  const named = find(['test'], () => true)
  const test = named ?? find(validationNames, () => true)
  const validation = named === undefined ? undefined : find(validationNames, (path) => imagesBelow(tree, path) > 0)
  const parts = [train, test, validation].filter((part) => part !== undefined)
  const notes = parts.flatMap((part) => notesOnLoose(tree, part, entries(part)))
  if (test !== undefined && test !== named) notes.push(sentence('testImagesFrom', { folder: tree.at(test) }))
  if (test !== undefined && validation !== undefined) {
    const folders = { folder: tree.at(validation), train: tree.at(train), test: tree.at(test) }
    notes.push(sentence('validationImagesFrom', folders))
  }
  for (const { name, isFile } of within) {
    const path = inFolder(root, name)
    if (isFile || parts.includes(path)) continue
    const count = imagesBelow(tree, path)
    if (count === 0) continue
    notes.push(sentence('partUnused', { folder: tree.at(path), count, train: tree.at(train) }))
  }
  return { train, test, validation, notes: [...notes, ...notesOnLoose(tree, root, within)] }
}

/** The folder that contains the parts: the root, or its only folder if that contains them. */
function rootOf(tree: FileTree, entries: (folder: string) => Entry[]): string {
  let root = ''
  for (let depth = 0; depth < mostDepth; depth++) {
    const [only, ...others] = entries(root).filter(({ isFile }) => !isFile)
    if (others.length > 0 || (only && roleOf(only.name) !== undefined)) return root
    if (!only?.isNamed || !isListable(tree, inFolder(root, only.name))) return ''
    root = inFolder(root, only.name)
  }
  return ''
}

const roleOf = (name: string): string | undefined =>
  ['train', ...testNames].find((role) => composed(name).toLowerCase() === role)

/** Folders with that name in any case, lower case first. */
function namedSo(entries: readonly Entry[], role: string): string[] {
  const names = entries.filter(({ name, isFile }) => !isFile && roleOf(name) === role).map(({ name }) => name)
  return names.sort((a, b) => Number(b === role) - Number(a === role))
}

/** The folder of training images; undefined if folders of that name are classes, as in "Car", "Train". */
function trainOf(tree: FileTree, root: string, entries: (folder: string) => Entry[]): string | undefined {
  for (const name of namedSo(entries(root), 'train')) {
    const path = inFolder(root, name)
    if (!isFolder(tree, path)) continue
    const inside = entries(path)
    const folders = inside.filter(({ isFile }) => !isFile).length
    const hasImages = inside.some((entry) => entry.isFile && isImageName(entry.name))
    const hasOthers = entries(root).some((entry) => !entry.isFile && roleOf(entry.name) === undefined)
    const isPart = name === 'train' ? folders > 0 || !hasImages || !hasOthers : folders >= 2 && !hasImages
    if (isPart) return path
  }
  return undefined
}

/** Whether a path is a folder. Throws DatasetError if that cannot be determined. */
function isFolder(tree: FileTree, path: string): boolean {
  try {
    return tree.look(path).kind === 'folder'
  } catch (error) {
    throw datasetErrorAt(tree.at(path), error)
  }
}

function isListable(tree: FileTree, path: string): boolean {
  try {
    return tree.look(path).kind === 'folder'
  } catch {
    return false
  }
}

function notesOnLoose(tree: FileTree, folder: string, entries: readonly Entry[]): Sentence[] {
  const count = entries.filter(({ name, isFile }) => isFile && isImageName(name)).length
  return count === 0 ? [] : [sentence('imagesLoose', { folder: tree.at(folder), count })]
}

/** Number of images in a folder and below it, as far as it is readable. */
function imagesBelow(tree: FileTree, folder: string, above: readonly string[] = []): number {
  try {
    const { kind, identity = folder } = tree.look(folder)
    if (kind !== 'folder' || above.includes(identity) || above.length === mostDepth) return 0
    let count = 0
    for (const { name, isFile } of tree.entries(folder)) {
      if (!isFile) count += imagesBelow(tree, inFolder(folder, name), [...above, identity])
      else if (isImageName(name)) count++
    }
    return count
  } catch {
    return 0
  }
}

function remembering<T>(compute: (folder: string) => T): (folder: string) => T {
  const cache = new Map<string, T>()
  return (folder) => {
    let found = cache.get(folder)
    if (found === undefined) cache.set(folder, (found = compute(folder)))
    return found
  }
}
