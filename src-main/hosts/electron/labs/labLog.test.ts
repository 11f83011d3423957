import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { logLab, openLabLog } from './labLog.ts'
import { answer, givenTo, resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const newFolder = temporaryFolders()
let logs: string

beforeEach(() => {
  resetElectron()
  logs = join(newFolder(), 'logs')
  answer('App.getPath', () => logs)
})

it('has one line per event, and can be opened', () => {
  openLabLog()
  logLab('start', { folder: '/lab' })
  logLab('says', { text: 'two\nlines' })
  const lines = readFileSync(join(logs, 'lab.log'), 'utf8').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { event: 'start', folder: '/lab' },
    { event: 'says', text: 'two\nlines' },
  ])
  openLabLog()
  expect(givenTo('Shell.openPath')).toEqual([[logs], [join(logs, 'lab.log')]])
})

it('never exceeds five files of a megabyte', () => {
  for (let file = 0; file < 7; file++) {
    logLab('start', { file })
    writeFileSync(join(logs, 'lab.log'), `${file}`.padEnd(1_000_000))
  }
  logLab('end')
  expect(readdirSync(logs).sort()).toEqual(['lab.log', 'lab.log.1', 'lab.log.2', 'lab.log.3', 'lab.log.4'])
  expect(readFileSync(join(logs, 'lab.log.1'), 'utf8').trim()).toBe('6')
  expect(readFileSync(join(logs, 'lab.log.4'), 'utf8').trim()).toBe('3')
})

it('that cannot be written stops nothing', () => {
  const file = join(newFolder(), 'file')
  writeFileSync(file, '')
  answer('App.getPath', () => file)
  expect(() => logLab('start')).not.toThrow()
})
