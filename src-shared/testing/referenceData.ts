import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../shared/refdata/dev')

/** The parsed reference file, or undefined if the reference data is not beside the project. */
// The caller states the type of the file.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function referenceData<T>(name: string): T | undefined {
  const path = join(folder, name)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined
}

/** The reference file's bytes, or undefined if the reference data is not beside the project. */
export function referenceBytes(name: string): Uint8Array | undefined {
  const path = join(folder, name)
  return existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined
}
