import { globSync, readFileSync } from 'node:fs'
import { providers, type ProviderId } from '../providers/providers.ts'
import { machine } from './machine.ts'

/** What computes for a provider here, and the version of its driver; null if unknown. */
export interface DeviceHere {
  device: string
  driver: string | null
}

/**
 * The processor of the CPU provider, the first card of CUDA as its driver names it; of other providers, whose adapter
 * onnxruntime does not tell, their label.
 */
export function deviceHere(provider: ProviderId): DeviceHere {
  if (provider === 'cpu') return { device: machine.cpu, driver: null }
  if (provider === 'cuda') {
    const [card] = globSync('/proc/driver/nvidia/gpus/*/information').sort()
    const model = card === undefined ? undefined : /^Model:\s*(.+)$/m.exec(readFileSync(card, 'utf8'))?.[1]
    if (model !== undefined) return { device: model.trim(), driver: nvidiaDriver() }
  }
  return { device: providers[provider].label, driver: null }
}

function nvidiaDriver(): string | null {
  const [file] = globSync('/proc/driver/nvidia/version')
  const said = file === undefined ? '' : readFileSync(file, 'utf8')
  return /Kernel Module(?: for \S+)?\s+(\d[\d.]+)/.exec(said)?.[1] ?? null
}
