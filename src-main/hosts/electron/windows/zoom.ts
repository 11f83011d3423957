import type { WebContents } from 'electron'

/** Level 0 is 100 %, and each level is 20 % more; the window's layout supports this range, 58 % to 207 %. */
const [least, most] = [-3, 4]
const step = 0.5

/**
 * Enlarges or shrinks a page. Chromium stores the level by the page's address: it is the same in every window, and at
 * the next start.
 */
export function zoom(page: WebContents, direction: 'in' | 'out'): void {
  const level = page.zoomLevel + (direction === 'in' ? step : -step)
  page.zoomLevel = Math.min(most, Math.max(least, level))
}

/** Electron reports turning the wheel with Ctrl, but does not zoom. */
export function zoomByWheel(page: WebContents): void {
  page.on('zoom-changed', (_event, direction) => zoom(page, direction))
}
