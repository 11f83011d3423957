import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { followVisitedKeys, goThroughVisited } from './historyNavigation.ts'
import { answer, createObject, givenTo, happens, resetElectron } from '../testing/electronDouble.ts'
import { zoom, zoomByWheel } from './zoom.ts'

const { platform } = process
const on = (system: NodeJS.Platform) => Object.defineProperty(process, 'platform', { value: system })
beforeEach(() => {
  resetElectron()
  answer('NavigationHistory.canGoBack', () => true)
  answer('NavigationHistory.canGoForward', () => true)
})
afterEach(() => on(platform))
const newWindow = () => createObject('BrowserWindow') as BrowserWindow
const gone = () => [givenTo('NavigationHistory.goBack').length, givenTo('NavigationHistory.goForward').length]

it('navigates only where there is a screen', () => {
  const window = newWindow()
  goThroughVisited(window, 'back')
  goThroughVisited(window, 'forward')
  expect(gone()).toEqual([1, 1])
  answer('NavigationHistory.canGoBack', () => false)
  answer('NavigationHistory.canGoForward', () => false)
  goThroughVisited(window, 'back')
  goThroughVisited(window, 'forward')
  expect(gone()).toEqual([1, 1])
})

/** NativeWindowViews::OnMouseEvent emits the same for a mouse button, after the page has already navigated. */
it('on Linux follows the keys themselves', () => {
  on('linux')
  const window = newWindow()
  followVisitedKeys(window)
  happens(window, 'app-command', {}, 'browser-backward')
  expect(gone()).toEqual([0, 0])
  const press = (key: string, type = 'keyDown') => happens(window.webContents, 'before-input-event', {}, { type, key })
  press('BrowserBack')
  press('BrowserBack', 'keyUp')
  press('Backspace')
  press('BrowserForward')
  expect(gone()).toEqual([1, 1])
})

it('on Windows follows the commands sent by keys', () => {
  on('win32')
  const window = newWindow()
  followVisitedKeys(window)
  for (const command of ['browser-backward', 'browser-forward', 'volume-up'])
    happens(window, 'app-command', {}, command)
  happens(window.webContents, 'before-input-event', {}, { type: 'keyDown', key: 'BrowserBack' })
  expect(gone()).toEqual([1, 1])
})

it('on macOS follows swipes', () => {
  on('darwin')
  const window = newWindow()
  followVisitedKeys(window)
  for (const direction of ['left', 'right', 'up']) happens(window, 'swipe', {}, direction)
  expect(gone()).toEqual([1, 1])
})

it('a page grows and shrinks in steps, also by the wheel, within limits', () => {
  const page = newWindow().webContents
  zoomByWheel(page)
  page.zoomLevel = 0
  zoom(page, 'in')
  expect(page.zoomLevel).toBe(0.5)
  happens(page, 'zoom-changed', {}, 'out')
  expect(page.zoomLevel).toBe(0)
  for (let i = 0; i < 30; i++) zoom(page, 'in')
  expect(page.zoomLevel).toBe(4)
  for (let i = 0; i < 30; i++) zoom(page, 'out')
  expect(page.zoomLevel).toBe(-3)
})
