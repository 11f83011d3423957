import { powerMonitor } from 'electron'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where Linux lists power supplies. */
const supplies = '/sys/class/power_supply'

/**
 * Whether the computer runs on battery. Polled, not event-driven: some systems have only one of the events and Linux
 * none, and on Linux Electron always answers no.
 */
export function onBattery(platform: NodeJS.Platform = process.platform, folder = supplies): boolean {
  return platform === 'linux' ? onBatteryOfLinux(folder) : powerMonitor.isOnBatteryPower()
}

/** Whether one of the computer's own batteries is discharging and no other supply is online. */
function onBatteryOfLinux(folder: string): boolean {
  const all = namesIn(folder).map((name) => {
    const read = (what: string) => textOf(join(folder, name, what))
    return { type: read('type'), scope: read('scope'), online: read('online'), status: read('status') }
  })
  // Mice and keyboards have batteries too.
  const own = all.filter(({ scope }) => scope !== 'Device')
  const isFed = own.some(({ type, online }) => type !== 'Battery' && online === '1')
  return !isFed && own.some(({ type, status }) => type === 'Battery' && status === 'Discharging')
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
