import { existsSync, readFileSync, statSync } from 'node:fs'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from './dataset.ts'

/** Refuses what is no folder. */
export function requireFolder(folder: string): void {
  if (!existsSync(folder)) throw new DatasetError(sentence('datasetFolderAbsent', { folder }))
  if (!statSync(folder).isDirectory()) throw new DatasetError(sentence('datasetFolderIsFile', { folder }))
}

/** The names in a text file, one a line, or undefined where there is no such file. */
export function readClassNames(file: string): string[] | undefined {
  if (!existsSync(file)) return undefined
  const names = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return names
}
