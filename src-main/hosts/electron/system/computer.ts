import { app, shell } from 'electron'
import { defaultDataFolder } from '#main/hosts/window/dataFolder.ts'
import type { DesktopChoice, DesktopState } from '#shared/contract/desktop.ts'
import type { QueueStatus } from '#shared/contract/queue.ts'
import { BatteryCare } from './batteryCare.ts'
import type { BenchWindow } from '../windows/benchWindow.ts'
import type { BenchWindows } from '../windows/benchWindows.ts'
import { DesktopEvents } from '../windows/desktopEvents.ts'
import { keepDesktopMemory, readChoices } from '../program/desktopMemory.ts'
import { folderFor, keepFolderFor, pick } from '../files/dialogFolders.ts'
import { Downloads } from '../files/downloads.ts'
import type { LabClient } from '../labs/labClient.ts'
import { labAtStart, openAtStart, recentLabs, requireFolder } from '../labs/labFolder.ts'
import type { MenuActions } from '../menus/menu.ts'
import { Notices } from './notices.ts'
import type { Texts } from '../texts/texts.ts'
import { hasTrayHost } from './trayHost.ts'
import { TrayIcon } from './trayIcon.ts'
import { trayTemplate } from '../menus/trayMenu.ts'
import { isTraining } from './powerAndTaskbar.ts'

export interface ComputerOptions {
  /** The folder of the open lab. */
  lab: string
  texts: () => Texts
  windows: BenchWindows
  act: () => MenuActions
}

/** What the program does on this computer besides showing windows: the user's choices for it, and its state. */
export class Computer {
  readonly #options: ComputerOptions
  readonly events = new DesktopEvents<BenchWindow>()
  readonly notices: Notices
  readonly downloads: Downloads
  readonly #battery: BatteryCare
  readonly #tray = new TrayIcon()
  #hasTrayHost = process.platform !== 'linux'
  #status: QueueStatus | undefined

  constructor(options: ComputerOptions) {
    this.#options = options
    const { windows, texts } = options
    this.notices = new Notices(
      () => windows.hasFocus,
      (hash) => void windows.show(hash),
    )
    this.downloads = new Downloads((event, { id }) => {
      const window = windows.all.find(({ window }) => window.webContents.id === id)
      if (window) this.events.tell(event, window)
    })
    this.#battery = new BatteryCare((waits) => {
      if (waits)
        this.notices.tell({
          title: texts().t('desktop.onBattery'),
          body: texts().t('desktop.onBatteryText'),
          hash: '#/',
        })
      this.#changed()
    })
    void hasTrayHost().then((has) => {
      this.#hasTrayHost = has
      this.#changed()
    })
  }

  state(): DesktopState {
    const { lab } = this.#options
    const isMac = process.platform === 'darwin'
    return {
      choices: readChoices(),
      lab,
      usualLab: defaultDataFolder(),
      labAtStart: labAtStart(),
      recentLabs: recentLabs(lab),
      savesInto: folderFor('saved'),
      withoutWindow: isMac ? 'dock' : this.#hasTrayHost ? 'icon' : 'nothing',
      waitsForPower: this.#battery.waits,
    }
  }

  choose(choice: DesktopChoice, is: boolean): void {
    keepDesktopMemory({ choices: { ...readChoices(), [choice]: is } })
    this.#changed()
  }

  /** Opens the lab's folder. Throws SentenceError if it is missing. */
  showLab(): void {
    requireFolder(this.#options.lab)
    void shell.openPath(this.#options.lab)
  }

  openAtStart(thisLab: boolean): void {
    openAtStart(thisLab ? this.#options.lab : defaultDataFolder())
    this.#changed()
  }

  async chooseSaveFolder({ window }: BenchWindow): Promise<void> {
    const folder = await pick(window, 'saved', { properties: ['openDirectory', 'createDirectory'] })
    if (folder === undefined) return
    keepFolderFor('saved', folder)
    this.#changed()
  }

  /** Updates the state of the queue. */
  async follow(status: QueueStatus, lab: LabClient): Promise<void> {
    this.#status = status
    this.#showTray()
    await this.#battery.follow(status, lab)
  }

  /** Called when there is no lab, so nothing trains. */
  rest(): void {
    this.#status = undefined
    this.#showTray()
  }

  /** Removes the tray icon when the program ends. */
  end(): void {
    this.#tray.hide()
  }

  /** Whether networks are training, as far as known. */
  get trains(): boolean {
    return this.#status !== undefined && isTraining(this.#status)
  }

  /** Whether the program continues without a window: networks train and the user wants that. */
  get livesOn(): boolean {
    return this.trains && readChoices().trainsOn
  }

  /** Whether the program is visible and reachable without a window. */
  get isReached(): boolean {
    return process.platform === 'darwin' || this.#tray.isShown
  }

  /** Called while the last window, still focused, is closing and training continues. */
  tellItLivesOn(): void {
    const { texts } = this.#options
    const body = this.isReached ? texts().t('desktop.trainsOnWithIcon') : texts().t('desktop.trainsOnWithout')
    this.notices.tell({ title: texts().t('desktop.trainsOn'), body, hash: '#/' }, { evenIfWatched: true })
  }

  #changed(): void {
    this.#showTray()
    this.events.tell({ kind: 'changed' })
  }

  #showTray(): void {
    const wanted = process.platform !== 'darwin' && this.#hasTrayHost && readChoices().trainsOn
    if (!wanted) {
      this.#tray.hide()
      return
    }
    const { windows, texts } = this.#options
    const open = () => void windows.show()
    const progress = this.#progressText()
    const queue = this.#status && { isRunning: this.#status.isRunning }
    const menu = trayTemplate(
      { texts: texts(), progress, queue },
      { ...this.#options.act(), open, quit: () => app.quit() },
    )
    this.#tray.show(`${app.name}\n${progress}`, menu, open)
  }

  #progressText(): string {
    const { texts } = this.#options
    if (this.#battery.waits) return texts().t('desktop.onBattery')
    if (!this.#status || !isTraining(this.#status)) return texts().t('desktop.nothingTrains')
    return texts().t('desktop.trainingNow', {
      running: this.#status.active.length,
      waiting: this.#status.runs.queued,
    })
  }
}
