/** What a stream says whose reader is gone: a pipe that was closed, a terminal that was. */
const lost: ReadonlySet<string | undefined> = new Set(['EPIPE', 'EIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED'])

/** The exit code of a program whose output nobody received, as of one that SIGPIPE has ended. */
export const lostOutputCode = 141

/**
 * Lets the program go on when the reader of what it prints is gone (`| head`, a closed terminal): hours of training are
 * worth more than lines that nobody reads. Where its standard output did not arrive, a program that would have ended
 * with 0 ends with 141, so that a script does not take half of an output for the whole.
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
