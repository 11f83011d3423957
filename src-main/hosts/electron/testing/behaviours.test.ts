import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { App, BrowserWindow, Dialog, PowerMonitor } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { behaviours, type ProvedBy } from './behaviours.ts'
import { createObject, electronDouble, happens, resetElectron } from './electronDouble.ts'
import { orderOfLoading, secondInstanceWords, switchValue } from './rules.ts'

const electron = electronDouble()
const app = electron['app'] as App
const dialog = electron['dialog'] as Dialog
const powerMonitor = electron['powerMonitor'] as PowerMonitor
beforeEach(resetElectron)

const proofs: Record<ProvedBy<'unit'>, () => unknown> = {
  loading: () => {
    const { webContents } = createObject('BrowserWindow') as BrowserWindow
    const seen = orderOfLoading.map(({ event }) => {
      let isLoadingMainFrame
      webContents.once(event as 'did-finish-load', () => (isLoadingMainFrame = webContents.isLoadingMainFrame()))
      happens(webContents, event)
      return { event, isLoadingMainFrame }
    })
    expect(seen).toEqual(orderOfLoading)
    expect(seen.at(-2)).toEqual({ event: 'did-finish-load', isLoadingMainFrame: true })
  },
  destroyed: () => {
    const window = createObject('BrowserWindow') as BrowserWindow
    const { webContents } = window
    let isDestroyed
    window.on('closed', () => (isDestroyed = window.isDestroyed()))
    happens(window, 'closed')
    expect(isDestroyed).toBe(true)
    expect(() => window.show()).toThrow('Object has been destroyed')
    expect(() => window.webContents).toThrow('Object has been destroyed')
    expect(() => webContents.send('channel')).toThrow('Object has been destroyed')
  },
  clonable: () => {
    const { webContents } = createObject('BrowserWindow') as BrowserWindow
    const port = createObject('MessagePortMain') as { postMessage(message: unknown): void }
    for (const what of [new Blob(['text']), new File(['text'], 'name'), { inside: new Blob([]) }, () => 1]) {
      const refusal = 'An object could not be cloned.'
      expect(() => webContents.send('channel', what)).toThrow(refusal)
      expect(() => webContents.postMessage('channel', what, [])).toThrow(refusal)
      expect(() => port.postMessage(what)).toThrow(refusal)
    }
    for (const what of ['text', new Uint8Array(3), new ArrayBuffer(3), { a: [1, Number.NaN, new Map()] }, null])
      port.postMessage(what)
  },
  signals: async () => {
    const [early, late] = [vi.fn(), vi.fn()]
    process.on('SIGHUP', early)
    const ready = app.whenReady().then(() => process.on('SIGHUP', late))
    process.on('SIGHUP', early)
    await ready
    process.emit('SIGHUP')
    process.off('SIGHUP', late)
    expect(early).not.toHaveBeenCalled()
    expect(late).toHaveBeenCalledOnce()
  },
  shutdownListener: () => {
    const [first, second] = [vi.fn(), vi.fn()]
    powerMonitor.on('shutdown', first)
    happens(powerMonitor, 'shutdown')
    expect(first).not.toHaveBeenCalled()
    resetElectron()
    powerMonitor.on('resume', () => undefined)
    powerMonitor.on('shutdown', second)
    happens(powerMonitor, 'shutdown')
    expect(second).toHaveBeenCalledOnce()
  },
  instanceLock: () => expect(app.requestSingleInstanceLock()).toBe(false),
  secondInstance: () =>
    expect(secondInstanceWords(['/bench', 'study.regbench', '--data-dir=/lab'])).toEqual([
      ...['/bench', '--allow-file-access-from-files', '--data-dir=/lab', 'study.regbench'],
    ]),
  switches: () => {
    expect(switchValue(['/bench', '--data-dir', '/lab'], 'data-dir')).toBe('')
    expect(switchValue(['/bench', '--data-dir=/my lab'], 'data-dir')).toBe('/my lab')
    expect(switchValue(['/bench'], 'data-dir')).toBeUndefined()
    expect(app.commandLine.getSwitchValue('data-dir')).toBe('')
  },
  unansweredBox: async () => {
    const response = async (box: object) => (await dialog.showMessageBox({ message: '', ...box })).response
    expect(await response({ buttons: ['Quit', 'Stay'], cancelId: 1 })).toBe(1)
    expect(await response({ buttons: ['Quit', 'Wait', 'Cancel'] })).toBe(2)
    expect(await response({ buttons: ['Quit', 'Wait'], defaultId: 0 })).toBe(1)
    expect(await response({ buttons: ['Close'] })).toBe(0)
    const { signal } = new AbortController()
    expect(await response({ buttons: ['Close'], signal })).toBe(0)
    expect(await response({ buttons: ['Close'], signal: AbortSignal.abort() })).toBeUndefined()
  },
  fileDialogs: async () => {
    expect(await dialog.showOpenDialog({})).toEqual({ canceled: true, filePaths: [] })
    expect(await dialog.showSaveDialog({})).toEqual({ canceled: true, filePath: '' })
  },
}

describe("Electron's undeclared behaviour", () => {
  it.each(Object.entries(proofs))('%s', async (name, prove) => {
    expect(behaviours[name as ProvedBy<'unit'>].proved).toBe('unit')
    await prove()
  })

  it('is documented for everything the shell uses', () => {
    const folder = join(import.meta.dirname, '..')
    const used = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.startsWith('testing'))
      .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/import \{([^}]*)\} from 'electron'/g)])
      .flatMap(([, names]) => names!.split(','))
      .map((name) => name.trim().split(' as ')[0]!)
      .filter((name) => name !== '' && !name.startsWith('type '))
    const known = new Set<string>(Object.values(behaviours).flatMap(({ of }) => of.map((what) => what.split('.')[0]!)))
    expect([...new Set(used)].filter((name) => !known.has(name)).toSorted()).toEqual(harmless)
  })
})

it('is listed in the docs, rule by rule', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../../docs/desktop.md'), 'utf8').replaceAll(/\s+/g, ' ')
  for (const { rule, source } of Object.values(behaviours)) expect(text).toContain(`- ${rule} (${source})`)
})

/** Exports that do as asked and return nothing whose timing or value could surprise. */
const harmless = [
  ...['clipboard', 'crashReporter', 'ipcRenderer', 'nativeImage', 'nativeTheme', 'powerSaveBlocker', 'shell'],
  'webUtils',
]
