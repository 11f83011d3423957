import type { WebContents } from 'electron'

/** A level of 0 is 100 %, and each step of one is 20 % more; the window is laid out for what lies between, 58 % to 207 %. */
const [least, most] = [-3, 4]
const step = 0.5

/**
 * Makes a page larger or smaller. Chromium keeps the level by the page's address: it is the same in every window, and at
 * the next start.
 */
export function zoom(page: WebContents, direction: 'in' | 'out'): void {
  const level = page.zoomLevel + (direction === 'in' ? step : -step)
  page.zoomLevel = Math.min(most, Math.max(least, level))
}

/** Electron says that the wheel was turned with Ctrl, and does nothing itself. */
export function zoomByWheel(page: WebContents): void {
  page.on('zoom-changed', (_event, direction) => zoom(page, direction))
}
