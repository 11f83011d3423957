import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { SkippedFile, Split } from './dataset.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from './dataset.ts'
import { requireFolder } from './files.ts'
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
  /** Files in class folders that are no images by their name. */
  skipped: SkippedFile[]
}

const imageName = /\.(jpe?g|png|webp)$/i
const testFolders = ['test', 'val', 'validation'] as const
const defaultTestShare = 0.1

/**
 * The images of `folder`, by class and name: from train/ and test/ (or val/) with class folders in them, or from class
 * folders directly. Without test images, `testShare` (0.1 unless given) of each class is held out, always the same ones.
 */
export function listImages(folder: string, testShare: number | undefined): ImageList {
  requireFolder(folder)
  const skipped: SkippedFile[] = []
  const trainFolder = existsSync(join(folder, 'train')) ? 'train' : ''
  const testFolder = trainFolder && testFolders.find((name) => existsSync(join(folder, name)))
  const classNames = subfolders(join(folder, trainFolder))
  if (classNames.length < 2) {
    throw new DatasetError(
      sentence('classFoldersTooFew', { folder: join(folder, trainFolder), count: classNames.length }),
    )
  }
  const train = listClasses(folder, trainFolder, classNames, skipped)
  if (testFolder) {
    if (testShare !== undefined) {
      throw new DatasetError(sentence('testShareGiven', { folder, test: testFolder }))
    }
    const unknown = subfolders(join(folder, testFolder)).find((name) => !classNames.includes(name))
    if (unknown !== undefined) {
      throw new DatasetError(
        sentence('testClassUnknown', { folder: join(folder, testFolder), name: unknown, train: trainFolder }),
      )
    }
    return { classNames, files: { train, test: listClasses(folder, testFolder, classNames, skipped) }, skipped }
  }
  const labels = Uint16Array.from(train, ({ label }) => label)
  const parts = splitTraining(labels, testShare ?? defaultTestShare, 0)
  const pick = (indices: Int32Array) => Array.from(indices, (i) => train[i]!)
  return { classNames, files: { train: pick(parts.train), test: pick(parts.validation) }, skipped }
}

function subfolders(folder: string): string[] {
  return visible(folder).filter((name) => statSync(join(folder, name)).isDirectory())
}

/** Names in `folder` in the order of their UTF-16 codes, the same on every system; hidden files do not count. */
function visible(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort((a, b) => (a < b ? -1 : 1))
}

function listClasses(root: string, part: string, classNames: string[], skipped: SkippedFile[]): ImageFile[] {
  return classNames.flatMap((name, label) => {
    const folder = part === '' ? name : `${part}/${name}`
    if (!existsSync(join(root, folder))) return []
    return visible(join(root, folder)).flatMap((image): ImageFile[] => {
      const file = `${folder}/${image}`
      if (imageName.test(image)) {
        const { size, mtimeMs } = statSync(join(root, file))
        return [{ file, label, bytes: size, modifiedMs: mtimeMs }]
      }
      skipped.push({ file, reason: sentence('skippedFormat') })
      return []
    })
  })
}
