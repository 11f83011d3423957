import { open } from 'node:fs/promises'
import { faultAt } from './fileFaults.ts'
import { readFlags, requireFileSize, requireRegular } from './files.ts'

/**
 * The bytes of a regular file of at most `most` bytes, read on libuv's threads. Passing the path to a decoder instead
 * would block on a pipe. Rejects with FileFault or DatasetError.
 */
export async function readWhole(file: string, most: number): Promise<Buffer> {
  try {
    const handle = await open(file, readFlags)
    try {
      const stats = await handle.stat()
      requireRegular(stats)
      requireFileSize(stats.size, most)
      const bytes = Buffer.allocUnsafe(stats.size)
      let done = 0
      for (let read = 1; read > 0 && done < bytes.length; done += read)
        read = (await handle.read(bytes, done, bytes.length - done, done)).bytesRead
      return bytes.subarray(0, done)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw faultAt(file, error)
  }
}
