import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { onBattery } from './onBattery.ts'
import { answer } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const newFolder = temporaryFolders()

/** A folder of power supplies as on Linux. */
function supplies(all: Record<string, Record<string, string>>): string {
  const folder = newFolder()
  for (const [name, facts] of Object.entries(all)) {
    mkdirSync(join(folder, name))
    for (const [fact, text] of Object.entries(facts)) writeFileSync(join(folder, name, fact), `${text}\n`)
  }
  return folder
}
const battery = { type: 'Battery', status: 'Discharging' }

describe('On Linux', () => {
  const of = (all: Record<string, Record<string, string>>) => onBattery('linux', supplies(all))

  it.each([
    ['a laptop without its cable', { BAT0: battery, AC: { type: 'Mains', online: '0' } }, true],
    ['a laptop at the mains', { BAT0: { ...battery, status: 'Charging' }, AC: { type: 'Mains', online: '1' } }, false],
    ['one that takes more than its charger gives', { BAT0: battery, 'ucsi-1': { type: 'USB', online: '1' } }, false],
    ['a desktop with a mouse', { hid: { ...battery, scope: 'Device' } }, false],
    ['a desktop', {}, false],
  ])('%s', (_what, all, is) => expect(of(all)).toBe(is))

  it('a system without such a folder has no battery', () => expect(onBattery('linux', '/nowhere')).toBe(false))
})

it("elsewhere Electron's answer is used", () => {
  answer('PowerMonitor.isOnBatteryPower', () => true)
  expect(onBattery('darwin')).toBe(true)
  expect(onBattery('win32')).toBe(true)
})
