import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, copyFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Chromium } from './devtools.ts'
import { newEvent } from './event.ts'
import { fromWeb } from './schemes.ts'
import { requests } from './system.ts'
import { all } from './webContents.ts'

/** A file saved by a page. */
export class DownloadItem extends EventEmitter {
  readonly #url: string
  readonly #name: string
  #state: 'progressing' | 'completed' | 'cancelled' = 'progressing'
  #path = ''
  received = 0
  total = 0
  readonly cancel: () => void
  constructor(url: string, name: string, cancel: () => void) {
    super()
    this.#url = url
    this.#name = name
    this.cancel = cancel
  }
  getURL = () => this.#url
  getFilename = () => this.#name
  getSavePath = () => this.#path
  setSavePath = (path: string) => void (this.#path = path)
  get savePath(): string {
    return this.#path
  }
  set savePath(path: string) {
    this.#path = path
  }
  setSaveDialogOptions = () => undefined
  getState = () => this.#state
  getReceivedBytes = () => this.received
  getTotalBytes = () => this.total
  isDone = () => this.#state !== 'progressing'
  finish(state: 'completed' | 'cancelled'): void {
    this.#state = state
    this.emit('done', newEvent(), state)
  }
}

/** Lets the shell decide where a page's downloads go, once Chromium has them. */
export async function watchDownloads({ browser }: Chromium): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'regbench-downloads-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const items = new Map<string, DownloadItem>()
  browser.when('Browser.downloadWillBegin', ({ guid, url, suggestedFilename, frameId }) => {
    const contents = [...all].find(({ targetId }) => targetId === frameId)
    const cancel = () => void browser.send('Browser.cancelDownload', { guid })
    const item = new DownloadItem(fromWeb(url), suggestedFilename, cancel)
    const event = newEvent()
    contents?.session.emit('will-download', event, item, contents)
    if (event.defaultPrevented) {
      cancel()
      return
    }
    items.set(guid, item)
    if (item.getSavePath() !== '') return
    // Electron would ask for a path, but nobody is there to answer.
    requests.push({ what: 'saveDialog', of: suggestedFilename })
    cancel()
  })
  browser.when('Browser.downloadProgress', ({ guid, state, receivedBytes, totalBytes }) => {
    const item = items.get(guid)
    if (!item) return
    item.received = receivedBytes
    item.total = totalBytes
    if (state === 'inProgress') {
      item.emit('updated', newEvent(), 'progressing')
      return
    }
    items.delete(guid)
    // A small file can be complete before Chromium hears that it is cancelled.
    const isSaved = state === 'completed' && item.getSavePath() !== ''
    if (isSaved) {
      mkdirSync(dirname(item.getSavePath()), { recursive: true })
      copyFileSync(join(folder, guid), item.getSavePath())
    }
    item.finish(isSaved ? 'completed' : 'cancelled')
  })
  await browser.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
  })
}
