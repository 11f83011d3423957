import { describe, expect, it } from 'vitest'
import type { App, BrowserWindow } from 'electron'
import { answer, createObject, electronDouble, givenTo, happens } from './electronDouble.ts'

const electron = electronDouble()

describe('The double of Electron', () => {
  it('has the exports that the declarations allow the main process to import', () => {
    expect(Object.keys(electron)).toEqual(
      expect.arrayContaining(['app', 'BrowserWindow', 'dialog', 'Menu', 'protocol', 'session', 'utilityProcess']),
    )
    expect(Object.keys(electron)).not.toContain('ipcRenderer')
  })

  it('records calls and answers with as little as the declared type allows', () => {
    const app = electron['app'] as App
    expect(app.requestSingleInstanceLock()).toBe(false)
    app.setName('Bench')
    expect(givenTo('App.setName')).toEqual([['Bench']])
  })

  it('refuses undeclared members, events and answers, also on objects reached from it', () => {
    const app = electron['app'] as Record<string, unknown> & { on(event: string, listener: () => void): void }
    expect(() => app['launchRockets']).toThrow("Electron's declarations have no App.launchRockets.")
    expect(() => app.on('rockets-launched', () => undefined)).toThrow(/App event 'rockets-launched'/)
    expect(() => answer('App.launchRockets', () => 1)).toThrow(/App.launchRockets/)
    const { webContents } = createObject('BrowserWindow') as { webContents: Record<string, unknown> }
    expect(() => webContents['launchRockets']).toThrow(/WebContents.launchRockets/)
    expect(() => (webContents['launched'] = true)).toThrow(/WebContents.launched/)
  })

  it('knows inherited members and calls listeners', () => {
    const window = createObject('BrowserWindow') as BrowserWindow
    let shown = 0
    window.once('show', () => shown++)
    happens(window, 'show')
    happens(window, 'show')
    expect(shown).toBe(1)
    expect(window.isMinimized()).toBe(false)
  })
})
