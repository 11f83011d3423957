import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { cpus, release } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { firstCudaCard, nvidiaCards, type NvidiaCard } from './nvidiaCards.ts'

const run = promisify(execFile)
const waitMs = 10_000
/** A machine with many cards tells no more. */
const mostCharacters = 200

/** A graphics card or another device, and what computes on it. */
export interface Device {
  adapter: string
  driver: string
}

/** The card that CUDA takes, or all of them if it cannot be told which that is. */
export function nvidiaDeviceOf(cards: readonly NvidiaCard[], env: NodeJS.ProcessEnv): Device | null {
  const [card] = cards
  if (!card) return null
  const adapter = firstCudaCard(cards, env)?.name ?? cards.map(({ name }) => name).join(', ')
  return { adapter, driver: card.driver }
}

/** Reads Windows' video controllers as JSON, one or a list: all of them, since none is marked as the one in use. */
export function windowsDeviceIn(json: string): Device | null {
  const found: unknown = JSON.parse(json)
  const cards = (Array.isArray(found) ? found : [found]) as { Name?: unknown; DriverVersion?: unknown }[]
  const named = cards.flatMap(({ Name: name, DriverVersion: driver }) =>
    typeof name === 'string' && typeof driver === 'string' ? [{ name, driver }] : [],
  )
  if (named.length === 0) return null
  return { adapter: named.map(({ name }) => name).join(', '), driver: named.map(({ driver }) => driver).join(', ') }
}

/** The Vulkan drivers among the files that a process has mapped (/proc/PID/maps), each once. */
export function vulkanDriversIn(maps: string): string[] {
  const paths = maps.split('\n').map((line) => line.slice(line.indexOf('/')))
  return [...new Set(paths)].filter((path) => /\/(libvulkan_\w+|libGLX_nvidia)\.so[\d.]*$/.test(path)).sort()
}

/** Name and version of a Vulkan driver from its file: NVIDIA's are in its name, Mesa's in its text. */
export function vulkanDriverOf(path: string, read: (path: string) => Buffer = readFileSync): string {
  const nvidia = /libGLX_nvidia\.so\.([\d.]+)$/.exec(path)
  if (nvidia) return `NVIDIA ${nvidia[1]}`
  const name = /libvulkan_(\w+)\.so/.exec(path)?.[1] ?? path
  const text = read(path)
  for (let at = text.indexOf('Mesa '); at >= 0; at = text.indexOf('Mesa ', at + 1)) {
    const version = /^Mesa \d+\.\d+\.\d+[\w.~+-]*/.exec(text.toString('latin1', at, at + 80))
    if (version) return `${version[0]} ${name}`
  }
  return name
}

/** The graphics cards that Linux knows, by name or by their PCI ids; a software renderer without any. */
function linuxAdapter(): string {
  const ids = namesIn('/sys/class/drm')
    .filter((name) => name.startsWith('renderD'))
    .map((name) => {
      const id = (file: string) =>
        readFileSync(join('/sys/class/drm', name, 'device', file), 'utf8')
          .trim()
          .slice(2)
      return `${id('vendor')}:${id('device')}`
    })
  const models = namesIn('/proc/driver/nvidia/gpus').flatMap((name) => {
    const about = readFileSync(join('/proc/driver/nvidia/gpus', name, 'information'), 'utf8')
    return /^Model:\s*(.+)$/m.exec(about)?.[1] ?? []
  })
  const found = models.length > 0 ? [...models, ...ids.filter((id) => !id.startsWith('10de:'))] : ids
  return found.length === 0 ? 'software' : found.sort().join(', ')
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function linuxVulkanDevice(): Device | null {
  const drivers = vulkanDriversIn(readFileSync('/proc/self/maps', 'utf8'))
  if (drivers.length === 0) return null
  return { adapter: linuxAdapter(), driver: drivers.map((path) => vulkanDriverOf(path)).join(', ') }
}

async function windowsDevice(): Promise<Device | null> {
  const script = 'Get-CimInstance Win32_VideoController | Select-Object Name, DriverVersion | ConvertTo-Json'
  const { stdout } = await run('powershell', ['-NoProfile', '-Command', script], { timeout: waitMs, windowsHide: true })
  return windowsDeviceIn(stdout)
}

/** On a Mac the processor contains the GPU, and its driver is part of the system. */
const macDevice = (): Device => ({ adapter: cpus()[0]?.model ?? 'unknown', driver: `Darwin ${release()}` })

async function learn(provider: string): Promise<Device | null> {
  try {
    if (provider === 'cpu') return null
    if (provider === 'cuda') return nvidiaDeviceOf(await nvidiaCards(), process.env)
    if (process.platform === 'win32') return await windowsDevice()
    return process.platform === 'darwin' ? macDevice() : linuxVulkanDevice()
  } catch {
    return null
  }
}

const learnt = new Map<string, Promise<Device | null>>()

/**
 * The device of a provider other than the CPU and its driver; null for the CPU, or if the system does not tell. Call it
 * after the provider has loaded a graph, which loads the driver.
 */
export function deviceOf(provider: string): Promise<Device | null> {
  const device = learnt.get(provider) ?? learn(provider).then((found) => found && shortened(found))
  learnt.set(provider, device)
  return device
}

const short = (text: string) => text.slice(0, mostCharacters)
const shortened = ({ adapter, driver }: Device): Device => ({ adapter: short(adapter), driver: short(driver) })

/** A device in words, with the engine if that decides bits: runs give the same bits only on the same. */
export const deviceText = ({ adapter, driver }: Device, engine: string | null = null): string =>
  short(`${engine === null ? '' : `engine ${engine}; `}${adapter}; ${driver}`)
