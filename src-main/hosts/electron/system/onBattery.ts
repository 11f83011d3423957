import { powerMonitor } from 'electron'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where Linux tells of its power supplies. */
const supplies = '/sys/class/power_supply'

/**
 * Whether the computer runs on its battery. It is asked for, not listened for: of the events for it some systems have one
 * and Linux none, and there Electron's own answer is always no.
 */
export function onBattery(platform: NodeJS.Platform = process.platform, folder = supplies): boolean {
  return platform === 'linux' ? onBatteryOfLinux(folder) : powerMonitor.isOnBatteryPower()
}

/** Whether a battery of the computer itself gives power and no other supply does. */
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
