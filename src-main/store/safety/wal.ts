import { readFileSync } from 'node:fs'

/** The frames of a write-ahead log that SQLite will recover (sqlite.org/fileformat2.html#walformat). */
export interface WalFrames {
  /** Number of frames up to the last commit, which are recovered. */
  recovered: number
  /** Whether the log has further frames that are intact, or follow others, but are not recovered. */
  isCutOff: boolean
}

const headerBytes = 32
const frameHeaderBytes = 24
const magic = 0x377f0682

/** Inspects a log. An empty or missing one has no frames. */
export function inspectWal(file: string): WalFrames {
  const bytes = readOrEmpty(file)
  const none = { recovered: 0, isCutOff: false }
  if (bytes.length === 0) return none
  if (bytes.length < headerBytes) return { recovered: 0, isCutOff: true }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const found = view.getUint32(0)
  const pageBytes = view.getUint32(8)
  const isBig = found === magic + 1
  const isSound =
    (isBig || found === magic) && pageBytes >= 512 && pageBytes <= 65_536 && (pageBytes & (pageBytes - 1)) === 0
  let sum: Sum = checksum(view, 0, 24, [0, 0], isBig)
  if (!isSound || !equals(view, 24, sum)) return { recovered: 0, isCutOff: true }
  const frameBytes = frameHeaderBytes + pageBytes
  let recovered = 0
  let frame = 0
  for (let at = headerBytes; at + frameBytes <= bytes.length; at += frameBytes, frame++) {
    if (!sameSalt(view, at)) break
    sum = checksum(view, at, 8, sum, isBig)
    sum = checksum(view, at + frameHeaderBytes, pageBytes, sum, isBig)
    if (!equals(view, at + 16, sum)) break
    // The last frame of a transaction contains the size of the database.
    if (view.getUint32(at + 4) !== 0) recovered = frame + 1
  }
  // Frames of the last, uncommitted transaction are what a crash leaves; only intact frames after a bad one indicate
  // damage.
  const end = headerBytes + frame * frameBytes
  return { recovered, isCutOff: end + frameBytes <= bytes.length && (sameSalt(view, end) || !isStale(view, end)) }
}

type Sum = readonly [number, number]

/** The running checksum of a log over `length` bytes, 8 at a time. */
function checksum(view: DataView, from: number, length: number, [first, second]: Sum, isBig: boolean): Sum {
  let [a, b] = [first, second]
  for (let at = from; at < from + length; at += 8) {
    a = (a + view.getUint32(at, !isBig) + b) >>> 0
    b = (b + view.getUint32(at + 4, !isBig) + a) >>> 0
  }
  return [a, b]
}

const equals = (view: DataView, at: number, [a, b]: Sum) => view.getUint32(at) === a && view.getUint32(at + 4) === b

/** Whether the frame at an offset has the salt of the log's header. */
const sameSalt = (view: DataView, at: number) =>
  view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20)

/** Whether the frame at an offset predates the last restart of the log, which increments the first salt. */
function isStale(view: DataView, at: number): boolean {
  const age = (view.getUint32(16) - view.getUint32(at + 8)) >>> 0
  return age > 0 && age < 1_000_000 && view.getUint32(at + 12) !== view.getUint32(20)
}

function readOrEmpty(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
