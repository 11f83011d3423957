import { existsSync, readFileSync, statSync } from 'node:fs'
import { DatasetError } from './dataset.ts'

/** Refuses what is no folder. */
export function requireFolder(folder: string): void {
  if (!existsSync(folder))
    throw new DatasetError(`The folder ${folder} does not exist: check the path of the data set.`)
  if (!statSync(folder).isDirectory())
    throw new DatasetError(`${folder} is a file: give the folder in which the data set lies.`)
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
