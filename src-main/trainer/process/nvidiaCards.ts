import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const waitMs = 10_000

/** A card of NVIDIA's as its driver tells it. */
export interface NvidiaCard {
  /** Its place by PCI bus, from 0. */
  index: number
  uuid: string
  name: string
  driver: string
  /** Free memory in bytes; null if the driver does not tell, or if it is divided (MIG). */
  freeBytes: number | null
}

const fields = ['index', 'uuid', 'name', 'driver_version', 'memory.free', 'mig.mode.current']

/** Reads `nvidia-smi --query-gpu=index,uuid,name,driver_version,memory.free,mig.mode.current`, MiB without a unit. */
export function nvidiaCardsIn(output: string): NvidiaCard[] {
  return output.split('\n').flatMap((line) => {
    const [index = '', uuid = '', name = '', driver = '', free = '', mig = ''] = line.split(',').map((s) => s.trim())
    if (!/^\d+$/.test(index) || !uuid.startsWith('GPU-') || !/^\d+\./.test(driver)) return []
    const freeBytes = /^\d+$/.test(free) && mig !== 'Enabled' ? Number(free) * 2 ** 20 : null
    return [{ index: Number(index), uuid, name, driver, freeBytes }]
  })
}

/**
 * The card that CUDA calls its first, which onnxruntime takes, under the environment variables that choose and order
 * cards. Null if that cannot be told: part of a card (MIG), a card that is not there, or different cards, of which CUDA
 * takes the fastest unless it is told to go by the PCI bus.
 */
export function firstCudaCard(cards: readonly NvidiaCard[], env: NodeJS.ProcessEnv): NvidiaCard | null {
  const [chosen = '0'] = env['CUDA_VISIBLE_DEVICES']?.split(',').map((one) => one.trim()) ?? []
  if (chosen.startsWith('GPU-')) {
    const found = cards.filter(({ uuid }) => uuid.startsWith(chosen))
    return found.length === 1 ? found[0]! : null
  }
  const isByBus = env['CUDA_DEVICE_ORDER'] === 'PCI_BUS_ID' || new Set(cards.map(({ name }) => name)).size === 1
  if (!isByBus || !/^\d+$/.test(chosen)) return null
  return cards.find(({ index }) => index === Number(chosen)) ?? null
}

/** The cards of this machine. Rejects if its driver does not tell. */
export async function nvidiaCards(): Promise<NvidiaCard[]> {
  const query = [`--query-gpu=${fields.join(',')}`, '--format=csv,noheader,nounits']
  return nvidiaCardsIn((await run('nvidia-smi', query, { timeout: waitMs, windowsHide: true })).stdout)
}
