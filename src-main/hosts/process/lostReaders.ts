/** Error codes of a stream without a reader: a closed pipe or terminal. */
const lost: ReadonlySet<string | undefined> = new Set(['EPIPE', 'EIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED'])

/** Exit code of a program whose output was lost, as of one ended by SIGPIPE. */
export const lostOutputCode = 141

/**
 * Keeps the program running when the reader of its output is gone (`| head`, a closed terminal), because hours of
 * training are worth more than unread lines. If standard output was lost, a program that would have exited with 0 exits
 * with 141, so that a script does not mistake partial output for all of it.
 */
export function surviveLostReaders(): void {
  let isOutputLost = false
  const passOver = ({ code }: NodeJS.ErrnoException) => lost.has(code)
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (!passOver(error)) throw error
  })
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!passOver(error)) throw error
    isOutputLost = true
  })
  process.once('exit', (code) => {
    if (isOutputLost && code === 0) process.exitCode = lostOutputCode
  })
}
