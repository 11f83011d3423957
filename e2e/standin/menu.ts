import { EventEmitter } from 'node:events'
import { roleDefaults } from '#main/hosts/electron/testing/rules.ts'
import { newEvent } from './event.ts'
import { app } from './program.ts'
import { BrowserWindow } from './windows.ts'

interface Template {
  id?: string
  label?: string
  role?: string
  type?: string
  accelerator?: string
  enabled?: boolean
  visible?: boolean
  checked?: boolean
  submenu?: readonly Template[] | Menu
  click?: (item: MenuItem, window: BrowserWindow | undefined, event: unknown) => void
}

/** The effect of choosing an entry with a role. */
const acts: Record<string, (window: BrowserWindow) => void> = {
  quit: () => app.quit(),
  close: (window) => window.close(),
  minimize: (window) => window.minimize(),
  togglefullscreen: (window) => window.setFullScreen(!window.isFullScreen()),
  reload: ({ webContents }) => webContents.reload(),
  forcereload: ({ webContents }) => webContents.reloadIgnoringCache(),
  toggledevtools: ({ webContents }) => webContents.toggleDevTools(),
  resetzoom: ({ webContents }) => webContents.setZoomLevel(0),
  zoomin: ({ webContents }) => webContents.setZoomLevel(webContents.getZoomLevel() + 0.5),
  zoomout: ({ webContents }) => webContents.setZoomLevel(webContents.getZoomLevel() - 0.5),
  cut: ({ webContents }) => webContents.cut(),
  copy: ({ webContents }) => webContents.copy(),
  paste: ({ webContents }) => webContents.paste(),
  delete: ({ webContents }) => webContents.delete(),
  selectall: ({ webContents }) => webContents.selectAll(),
  undo: ({ webContents }) => webContents.undo(),
  redo: ({ webContents }) => webContents.redo(),
}

export class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly #template: Template

  constructor(template: Template) {
    this.#template = template
    const role = template.role?.toLowerCase()
    const defaults = role === undefined ? undefined : roleDefaults(role, { name: app.name, platform: process.platform })
    this.id = template.id
    this.role = role
    this.label = template.label ?? defaults?.label ?? ''
    this.accelerator = template.accelerator ?? defaults?.accelerator
    this.type = template.type ?? (template.submenu ? 'submenu' : 'normal')
    this.enabled = template.enabled ?? true
    this.visible = template.visible ?? true
    this.checked = template.checked ?? false
    const { submenu } = template
    this.submenu = submenu === undefined || submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu)
  }
  /** Chooses the entry. */
  readonly click = (
    event: unknown = newEvent(),
    window: BrowserWindow | null | undefined = BrowserWindow.getFocusedWindow(),
  ): void => {
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.checked = true
    const act = acts[this.role ?? '']
    if (act && (window || this.role === 'quit')) act(window!)
    else if (!act) this.#template.click?.(this, window ?? undefined, event)
  }
}

/** Of adjacent radio entries, only the one checked last stays checked. */
function groupRadios(items: readonly MenuItem[]): void {
  let group: MenuItem[] = []
  for (const item of items) {
    if (item.type !== 'radio') {
      group = []
      continue
    }
    group.push(item)
    const own = group
    let checked = item.checked
    Object.defineProperty(item, 'checked', {
      get: () => checked,
      set: (is: boolean) => {
        checked = is
        if (is) for (const other of own) if (other !== item) other.checked = false
      },
    })
  }
}

/** A menu as data; nothing is drawn. */
export class Menu extends EventEmitter {
  items: MenuItem[] = []
  static #application: Menu | null = null
  #whenClosed: (() => void) | undefined
  /** The menu opened last. */
  static opened: Menu | undefined
  static buildFromTemplate(template: readonly (Template | MenuItem)[]): Menu {
    const menu = new Menu()
    menu.items = template.map((entry) => (entry instanceof MenuItem ? entry : new MenuItem(entry)))
    groupRadios(menu.items)
    return menu
  }
  static setApplicationMenu = (menu: Menu | null) => void (Menu.#application = menu)
  static getApplicationMenu = () => Menu.#application
  append = (item: MenuItem) => void this.items.push(item)
  insert = (at: number, item: MenuItem) => void this.items.splice(at, 0, item)
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
  popup({ callback }: { callback?: () => void } = {}): void {
    Menu.opened = this
    this.emit('menu-will-show', newEvent())
    this.#whenClosed = callback
  }
  closePopup(): void {
    this.emit('menu-will-close', newEvent())
    this.#whenClosed?.()
  }
}
