import { SlotSearch } from './slotSearch.ts'

export interface DeviceSlotsOptions {
  /** Whether the runs of a provider share one trainer. */
  sharesDevice: (provider: string) => boolean
  /** A fixed number of runs at once on a provider's device, from 1; null: it is searched. */
  fixed: (provider: string) => number | null
  /** Free memory of a provider's device in bytes; null if that cannot be learnt. */
  freeBytesOf: (provider: string) => Promise<number | null>
  /** Called after a number of slots has grown. */
  changed: () => unknown
}

/** Most runs at once on one device: beyond that, none of the estimates in docs/gpu.md gains. */
const most = 16
/** The same if the free memory of the device is unknown. */
const mostBlind = 4
/** Memory that must be left after another run like those there: networks differ, and drivers need some. */
const spare = 1.5

interface Device {
  search: SlotSearch
  /** Most runs at once since memory ran out; Infinity before. */
  ceiling: number
  /** Free bytes before the first run; null if unknown. */
  freeAtFirst: Promise<number | null>
  /** The same once it is known. */
  knownFree: number | null
  isAsking: boolean
}

/**
 * How many runs train at once on each device: as many as were measured to be best and as memory allows, or a fixed
 * number. What was learnt about a device is kept while any of its runs waits or trains.
 */
export class DeviceSlots {
  readonly #options: DeviceSlotsOptions
  readonly #devices = new Map<string, Device>()

  constructor(options: DeviceSlotsOptions) {
    this.#options = options
  }

  /** Runs at once on the device of a provider, at least 1; null if its runs have a trainer each. */
  of(provider: string): number | null {
    if (!this.#options.sharesDevice(provider)) return null
    const { search, ceiling } = this.#deviceOf(provider)
    return Math.min(this.#options.fixed(provider) ?? search.slots, ceiling)
  }

  /**
   * Bytes that a run which begins may take of its device's memory: its share of what was free before the first run, as
   * long as it shares the device; undefined if it does not, or if nothing is known of the memory.
   */
  memoryOf(provider: string): number | undefined {
    const slots = this.of(provider)
    const free = this.#devices.get(provider)?.knownFree ?? null
    return slots === null || slots === 1 || free === null ? undefined : Math.floor(free / slots)
  }

  /** Takes the speed of a run while `training` runs trained on the device. */
  sample(provider: string, runId: number, imagesPerSecond: number, training: number): void {
    if (!this.#isSearched(provider)) return
    const device = this.#deviceOf(provider)
    device.search.sample(runId, imagesPerSecond, training)
    if (device.search.isMeasured && !device.isAsking) void this.#growIfRoom(provider, device)
  }

  /** Forgets a run that has ended. */
  ended(provider: string, runId: number): void {
    this.#devices.get(provider)?.search.ended(runId)
  }

  /**
   * Lowers the number of runs at once after one ran out of memory beside `mates` others, to their number but at least 1.
   * Returns the new number.
   */
  outOfMemory(provider: string, mates: number): number {
    const device = this.#deviceOf(provider)
    device.ceiling = Math.max(1, Math.min(device.ceiling, mates))
    device.search.limit(device.ceiling)
    return device.ceiling
  }

  /** Forgets what was learnt about the devices of all other providers: their next runs may be smaller. */
  keepOnly(providers: ReadonlySet<string>): void {
    for (const provider of this.#devices.keys()) if (!providers.has(provider)) this.#devices.delete(provider)
  }

  #isSearched(provider: string): boolean {
    return this.#options.sharesDevice(provider) && this.#options.fixed(provider) === null
  }

  #deviceOf(provider: string): Device {
    let device = this.#devices.get(provider)
    if (!device) {
      const freeAtFirst = this.#options.freeBytesOf(provider)
      device = { search: new SlotSearch(most), ceiling: Infinity, freeAtFirst, knownFree: null, isAsking: false }
      const asked = device
      void freeAtFirst.then((bytes) => (asked.knownFree = bytes))
      this.#devices.set(provider, device)
    }
    return device
  }

  /** Adds a slot if the device's memory holds one more run like those there. */
  async #growIfRoom(provider: string, device: Device): Promise<void> {
    device.isAsking = true
    const [before, now] = await Promise.all([device.freeAtFirst, this.#options.freeBytesOf(provider)])
    device.isAsking = false
    const { search } = device
    if (this.#devices.get(provider) !== device || !search.isMeasured) return
    const holds =
      before === null || now === null
        ? search.slots < mostBlind
        : now >= (spare * Math.max(0, before - now)) / search.slots
    if (!holds) {
      search.settle()
      return
    }
    search.grow()
    this.#options.changed()
  }
}
