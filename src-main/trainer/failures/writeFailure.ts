import { isAbsolute, relative, sep } from 'node:path'

/**
 * The system's code of an error that says that the attempt's files in `folder` cannot be written; undefined for any
 * other, such as a data set that cannot be read. An error of writing to an open file names no path.
 */
export function writeFailureCode(error: unknown, folder: string): string | undefined {
  const { code, path, syscall } = error as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined || syscall === 'read') return undefined
  if (path === undefined) return code
  const way = relative(folder, path)
  return isAbsolute(way) || way.split(sep)[0] === '..' ? undefined : code
}
