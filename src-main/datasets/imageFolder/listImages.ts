import { composed } from '#shared/schema/alike.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { PerSplit, SkippedFile } from '../dataset.ts'
import { DatasetError, splits } from '../dataset.ts'
import { datasetErrorAt, faultAt, FileFault } from '../files/fileFaults.ts'
import { requireFileSize } from '../files/files.ts'
import { inFolder, type FileTree, type Looked } from '../files/fileTree.ts'
import { isImageName } from './imageNames.ts'
import { imageParts } from './imageParts.ts'
import { leaveOut, requireUsable, type LeavingOut } from '../files/leftOut.ts'
import { imageLimits, mostClasses, mostDepth } from '../limits.ts'
import { splitTraining } from '../split.ts'

export interface ImageFile {
  /** Path in the data set's tree. */
  file: string
  label: number
  bytes: number
  modifiedMs: number
}

export interface ImageList {
  classNames: string[]
  /** Folders with the training images of each class; several if they differ only in Unicode form. */
  classFolders: string[][]
  files: PerSplit<ImageFile[]>
  /** Files in class folders that are not images by name, or are unusable. */
  skipped: SkippedFile[]
  /** Other remarks about the data set. */
  notes: Sentence[]
}

export interface ImageListOptions extends Pick<LeavingOut, 'onCorrupt'> {
  testShare?: number | undefined
}

const defaultTestShare = 0.1

/**
 * The images of a tree by class and name: in each of its parts (see imageParts), every folder is a class with all
 * images in and below it. Names are compared regardless of Unicode form. Without test images, a fixed `testShare` (0.1
 * by default) of each class is held out. Links are followed. No image is opened; files that are visibly unusable are
 * skipped or refused.
 */
export function listImages(tree: FileTree, { onCorrupt, testShare }: ImageListOptions): ImageList {
  const listing: Listing = { tree, onCorrupt, skipped: [], refused: [] }
  try {
    return listParts(listing, testShare)
  } finally {
    // Report refused files before any other problem.
    requireUsable(tree, listing.refused)
  }
}

function listParts(listing: Listing, testShare: number | undefined): ImageList {
  const { tree, skipped } = listing
  const { train: trainFolder, test: testFolder, validation: validationFolder, notes } = imageParts(tree)
  const { classes, leftOut } = classFolders(listing, trainFolder)
  const classNames = [...classes.keys()]
  const folder = tree.at(trainFolder)
  if (classNames.length < 2) {
    const said = sentence('classFoldersTooFew', { folder, count: classNames.length })
    throw new DatasetError(notes.length > 0 ? sentence('refusedWith', { said, notes }) : said)
  }
  if (classNames.length > mostClasses)
    throw new DatasetError(sentence('classFoldersTooMany', { folder, count: classNames.length, most: mostClasses }))
  const train = listClasses(listing, [...classes.values()])
  const found = { classNames, classFolders: [...classes.values()], skipped, notes }
  if (testFolder === undefined) {
    const labels = Uint16Array.from(train, ({ label }) => label)
    const parts = splitTraining(labels, testShare ?? defaultTestShare, 0)
    const pick = (indices: Int32Array) => Array.from(indices, (i) => train[i]!)
    return { ...found, files: { train: pick(parts.train), test: pick(parts.validation), validation: [] } }
  }
  if (testShare !== undefined)
    throw new DatasetError(sentence('testShareGiven', { folder: tree.path, test: testFolder }))
  const measuredOn = (part: string): ImageFile[] => {
    const held = classFolders(listing, part).classes
    for (const [name, folders] of held) {
      if (classes.has(name)) continue
      if (!leftOut.has(name)) {
        throw new DatasetError(sentence('testClassUnknown', { folder: tree.at(part), name, train: trainFolder }))
      }
      for (const file of folders) skipped.push({ file, reason: sentence('skippedClass') })
    }
    return listClasses(
      listing,
      classNames.map((name) => held.get(name) ?? []),
    )
  }
  const test = measuredOn(testFolder)
  const validation = validationFolder === undefined ? [] : measuredOn(validationFolder)
  return { ...found, files: { train, test, validation } }
}

/** Total number of images in a list. */
export const imagesIn = ({ files }: ImageList): number => splits.reduce((sum, split) => sum + files[split].length, 0)

interface Listing extends LeavingOut {
  tree: FileTree
}

/** The class folders in one part by composed (NFC) name, and the names of those that are skipped. */
function classFolders(
  listing: Listing,
  part: string,
): { classes: Map<string, string[]>; leftOut: ReadonlySet<string> } {
  const { tree } = listing
  const classes = new Map<string, string[]>()
  const leftOut = new Set<string>()
  for (const { name, isNamed, isFile } of tree.entries(part)) {
    if (isFile) continue
    const path = inFolder(part, name)
    const className = composed(name)
    const isUsable = usable(listing, path, () => {
      if (!isNamed) throw new FileFault(sentence('faultNameNotUnicode'))
      if (tree.look(path).kind === 'folder') classes.set(className, [...(classes.get(className) ?? []), path])
    })
    if (!isUsable) leftOut.add(className)
  }
  return { classes, leftOut }
}

/** The images of classes by label, given the folders of each. */
function listClasses(listing: Listing, folders: readonly (readonly string[])[]): ImageFile[] {
  const images: ImageFile[] = []
  folders.forEach((ofClass, label) => {
    for (const folder of ofClass) listFolder(listing, folder, label, aboveOf(listing.tree, folder), images)
  })
  return images
}

/** Appends the images of a folder, then those of its subfolders. `above`: identities of the enclosing folders. */
function listFolder(
  listing: Listing,
  folder: string,
  label: number,
  above: readonly string[],
  images: ImageFile[],
): void {
  const { tree, skipped } = listing
  const identity = identityOf(tree, folder)
  const inside: string[] = []
  for (const { name, isNamed, isFile } of tree.entries(folder)) {
    const file = inFolder(folder, name)
    const isImage = isImageName(name)
    if (isFile && !isImage) {
      skipped.push({ file, reason: sentence('skippedFormat') })
      continue
    }
    const look = () => {
      if (!isNamed) throw new FileFault(sentence('faultNameNotUnicode'))
      const looked = tree.look(file)
      if (looked.kind === 'folder') {
        requireNew(looked, [...above, identity])
        inside.push(file)
      } else if (!isImage) skipped.push({ file, reason: sentence('skippedFormat') })
      else images.push(imageAt(tree, file, label, looked))
    }
    // A broken link that is not an image by name never causes a refusal.
    usable(isImage || !isBrokenLink(tree, file) ? listing : { ...listing, onCorrupt: 'skip' }, file, look)
  }
  for (const path of inside) listFolder(listing, path, label, [...above, identity], images)
}

/** The identities of the enclosing folders of a path, from the root on. */
function aboveOf(tree: FileTree, path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, depth) => identityOf(tree, parts.slice(0, depth).join('/')))
}

function identityOf(tree: FileTree, folder: string): string {
  try {
    return tree.look(folder).identity ?? folder
  } catch (error) {
    throw datasetErrorAt(tree.at(folder), error)
  }
}

function isBrokenLink(tree: FileTree, file: string): boolean {
  try {
    tree.look(file)
    return false
  } catch (error) {
    return error instanceof FileFault && error.sentence.key.startsWith('faultLink')
  }
}

function requireNew({ identity }: Looked, above: readonly string[]): void {
  if (identity !== undefined && above.includes(identity)) throw new FileFault(sentence('faultLinkCircular'))
  if (above.length >= mostDepth) throw new FileFault(sentence('faultTooDeep', { most: mostDepth }))
}

function imageAt(tree: FileTree, file: string, label: number, { kind, bytes, modifiedMs }: Looked): ImageFile {
  if (kind === 'other') throw new FileFault(sentence('faultNoFile'))
  requireFileSize(bytes, imageLimits.fileBytes)
  tree.requireReadable(file)
  return { file, label, bytes, modifiedMs }
}

/** Whether `look` accepts a file; if it throws, the file is skipped or the data set refused. */
function usable(listing: Listing, file: string, look: () => void): boolean {
  const { tree } = listing
  try {
    look()
    return true
  } catch (error) {
    const fault = faultAt(tree.at(file), error)
    if (fault instanceof DatasetError) throw fault
    leaveOut(listing, file, fault.sentence)
    return false
  }
}
