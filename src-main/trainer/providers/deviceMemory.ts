import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const waitMs = 5000

/** Reads `nvidia-smi --query-gpu=memory.free --format=csv,noheader,nounits`: MiB of each card, one a line. */
export function freeBytesIn(output: string): number | null {
  const cards = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^\d+$/.test(line))
  return cards.length === 0 ? null : Number(cards[0]) * 2 ** 20
}

/**
 * Free memory of a provider's device in bytes: that of the first NVIDIA card, as its driver tells, for CUDA; null if it
 * does not tell, and for other providers, which do not say which card they chose.
 */
export async function freeDeviceBytes(provider: string): Promise<number | null> {
  if (provider !== 'cuda') return null
  try {
    const query = ['--query-gpu=memory.free', '--format=csv,noheader,nounits']
    const { stdout } = await run('nvidia-smi', query, { timeout: waitMs, windowsHide: true })
    return freeBytesIn(stdout)
  } catch {
    return null
  }
}
