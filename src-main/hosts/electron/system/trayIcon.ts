import { app, Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron'
import { join } from 'node:path'

/** Pixels of the icon at a scale of one; the system makes it larger on finer screens. */
const size = process.platform === 'win32' ? 16 : 22

/** The program's icon beside the clock, through which it is reached without a window. */
export class TrayIcon {
  #tray: Tray | undefined
  /** What its menu and tip were made of: menus that are made anew close under the user's pointer. */
  #made = ''

  /** Whether it is shown. */
  get isShown(): boolean {
    return this.#tray !== undefined
  }

  /** Shows it with this tip and menu; a click opens the program. */
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
