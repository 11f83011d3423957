import { isAbsolute, relative, sep } from 'node:path'

/**
 * The system error code if the attempt's files in `folder` cannot be written; undefined for any other error, such as an
 * unreadable data set. Errors of writing to an open file have no path.
 */
export function writeFailureCode(error: unknown, folder: string): string | undefined {
  const { code, path, syscall } = error as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined || syscall === 'read') return undefined
  if (path === undefined) return code
  const way = relative(folder, path)
  return isAbsolute(way) || way.split(sep)[0] === '..' ? undefined : code
}
