import { app, Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron'
import { join } from 'node:path'

/** Size of the icon in pixels at scale 1; the system enlarges it on high-density screens. */
const size = process.platform === 'win32' ? 16 : 22

/** The program's tray icon, which makes it reachable without a window. */
export class TrayIcon {
  #tray: Tray | undefined
  /** The content of its current menu and tooltip: replacing a menu closes it under the user's pointer. */
  #made = ''

  /** Whether the icon is shown. */
  get isShown(): boolean {
    return this.#tray !== undefined
  }

  /** Shows the icon with this tooltip and menu; a click opens the program. */
  show(tip: string, menu: MenuItemConstructorOptions[], open: () => void): void {
    if (!this.#tray) {
      const icon = nativeImage.createFromPath(join(app.getAppPath(), 'resources/icons/icon.png'))
      this.#tray = new Tray(icon.resize({ width: size, height: size }))
      this.#tray.on('click', open)
    }
    const made = JSON.stringify([tip, menu])
    if (made === this.#made) return
    this.#made = made
    this.#tray.setToolTip(tip)
    this.#tray.setContextMenu(Menu.buildFromTemplate(menu))
  }

  hide(): void {
    this.#tray?.destroy()
    this.#tray = undefined
    this.#made = ''
  }
}
