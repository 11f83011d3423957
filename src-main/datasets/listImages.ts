import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { sentence } from '#shared/sentences/sentence.ts'
import type { SkippedFile, Split } from './dataset.ts'
import { DatasetError } from './dataset.ts'
import { datasetErrorAt, faultAt, FileFault, isThere, lookAt } from './fileFaults.ts'
import { requireFolder, requireListable, requireRegular } from './files.ts'
import { entryReader, type Entry } from './folderEntries.ts'
import { imageLimits, mostClasses, mostImages } from './limits.ts'
import { splitTraining } from './split.ts'

export interface ImageFile {
  /** Path below the data set's folder. */
  file: string
  label: number
  bytes: number
  modifiedMs: number
}

export interface ImageList {
  classNames: string[]
  files: Record<Split, ImageFile[]>
  /** Files in class folders that are no images by their name, and what is left out by a fault of its own. */
  skipped: SkippedFile[]
}

export interface ImageListOptions {
  folder: string
  /** What cannot be used is left out and named, or the data set is refused. */
  onCorrupt: 'skip' | 'refuse'
  testShare?: number | undefined
}

const imageName = /\.(jpe?g|png|webp)$/i
const testFolders = ['test', 'val', 'validation'] as const
const defaultTestShare = 0.1

/**
 * The images of a folder, by class and name: from train/ and test/ (or val/) with class folders in them, or from class
 * folders directly. Without test images, `testShare` (0.1 unless given) of each class is held out, always the same ones.
 * Links are followed. Nothing is opened; what can be seen to be unusable from outside is left out or refused.
 */
export function listImages(options: ImageListOptions, most = mostImages): ImageList {
  const { folder, testShare } = options
  requireFolder(folder)
  const listing: Listing = { ...options, skipped: [], entries: entryReader(folder, most) }
  const { skipped } = listing
  const trainFolder = isFolder(join(folder, 'train')) ? 'train' : ''
  const testFolder = trainFolder && testFolders.find((name) => isFolder(join(folder, name)))
  const { names: classNames, leftOut } = classFolders(listing, trainFolder)
  if (classNames.length < 2) {
    throw new DatasetError(
      sentence('classFoldersTooFew', { folder: join(folder, trainFolder), count: classNames.length }),
    )
  }
  if (classNames.length > mostClasses) {
    throw new DatasetError(
      sentence('classFoldersTooMany', {
        folder: join(folder, trainFolder),
        count: classNames.length,
        most: mostClasses,
      }),
    )
  }
  const train = listClasses(listing, trainFolder, classNames)
  if (testFolder) {
    if (testShare !== undefined) {
      throw new DatasetError(sentence('testShareGiven', { folder, test: testFolder }))
    }
    const known = new Set(classNames)
    const tested: string[] = []
    for (const name of classFolders(listing, testFolder).names) {
      if (known.has(name)) tested.push(name)
      else if (leftOut.has(name)) skipped.push({ file: `${testFolder}/${name}`, reason: sentence('skippedClass') })
      else
        throw new DatasetError(
          sentence('testClassUnknown', { folder: join(folder, testFolder), name, train: trainFolder }),
        )
    }
    return { classNames, files: { train, test: listClasses(listing, testFolder, classNames, tested) }, skipped }
  }
  const labels = Uint16Array.from(train, ({ label }) => label)
  const parts = splitTraining(labels, testShare ?? defaultTestShare, 0)
  const pick = (indices: Int32Array) => Array.from(indices, (i) => train[i]!)
  return { classNames, files: { train: pick(parts.train), test: pick(parts.validation) }, skipped }
}

interface Listing extends ImageListOptions {
  skipped: SkippedFile[]
  entries: (folder: string) => Entry[]
}

/** Whether a folder has that name; what may be one and cannot be looked at is refused. */
function isFolder(path: string): boolean {
  try {
    return isThere(path) && lookAt(path).isDirectory()
  } catch (error) {
    throw datasetErrorAt(path, error)
  }
}

/** Folders in one part of the data set, and the names of those that are left out. */
function classFolders(listing: Listing, part: string): { names: string[]; leftOut: Set<string> } {
  const names: string[] = []
  const leftOut = new Set<string>()
  for (const { name, isNamed, isFile } of listing.entries(join(listing.folder, part))) {
    if (isFile) continue
    const file = inFolder(part, name)
    const isUsable = usable(listing, file, (path) => {
      if (!isNamed) throw new FileFault(sentence('faultNameNotUnicode'))
      if (!lookAt(path).isDirectory()) return
      requireListable(path)
      names.push(name)
    })
    if (!isUsable) leftOut.add(name)
  }
  return { names, leftOut }
}

function listClasses(listing: Listing, part: string, classNames: string[], present = classNames): ImageFile[] {
  const labelOf = new Map(classNames.map((name, label) => [name, label]))
  const images: ImageFile[] = []
  for (const className of present) {
    const folder = inFolder(part, className)
    for (const { name, isNamed } of listing.entries(join(listing.folder, folder))) {
      const file = inFolder(folder, name)
      if (!imageName.test(name)) {
        listing.skipped.push({ file, reason: sentence('skippedFormat') })
        continue
      }
      usable(listing, file, (path) => {
        if (!isNamed) throw new FileFault(sentence('faultNameNotUnicode'))
        const stats = lookAt(path)
        requireRegular(stats)
        requireImageSize(stats.size)
        accessSync(path, constants.R_OK)
        images.push({ file, label: labelOf.get(className)!, bytes: stats.size, modifiedMs: stats.mtimeMs })
      })
    }
  }
  return images
}

/** Throws a FileFault for a file that is too large to be read as an image. */
export function requireImageSize(bytes: number): void {
  const mb = (count: number) => Math.ceil(count / 2 ** 20)
  if (bytes <= imageLimits.fileBytes) return
  throw new FileFault(sentence('imageTooLarge', { mb: mb(bytes), most: mb(imageLimits.fileBytes) }))
}

/** Whether `look` finds nothing wrong with a file; what it throws leaves the file out, or refuses the data set. */
function usable({ folder, onCorrupt, skipped }: Listing, file: string, look: (path: string) => void): boolean {
  const path = join(folder, file)
  try {
    look(path)
    return true
  } catch (error) {
    const fault = faultAt(path, error)
    if (fault instanceof DatasetError) throw fault
    leaveOut(fault, { file, path, onCorrupt, skipped })
    return false
  }
}

/** Leaves a file out by its fault, or refuses the data set. */
export function leaveOut(
  fault: FileFault,
  at: { file: string; path: string; onCorrupt: 'skip' | 'refuse'; skipped: SkippedFile[] },
): void {
  const { sentence: said } = fault
  if (at.onCorrupt === 'refuse') throw new DatasetError(sentence('imageUndecodable', { file: at.path, said }))
  at.skipped.push({ file: at.file, reason: said })
}

const inFolder = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)
