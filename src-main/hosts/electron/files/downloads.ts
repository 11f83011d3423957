import { app, shell, type DownloadItem, type Session, type WebContents } from 'electron'
import { existsSync } from 'node:fs'
import { basename, dirname, join, parse } from 'node:path'
import type { DesktopEvent } from '#shared/contract/desktop.ts'
import { readChoices } from '../program/desktopMemory.ts'
import { folderFor, keepFolderFor } from './dialogFolders.ts'

/** Saves files from pages for the user: in one folder, or wherever the user says each time. */
export class Downloads {
  readonly #tell: (event: DesktopEvent, to: WebContents) => void
  /** Paths of the saved files, by their ids. */
  readonly #saved: string[] = []
  /** Paths being written, which may not exist yet. */
  readonly #underWay = new Set<string>()

  /** `tell`: reports the outcome to the page that saved the file. */
  constructor(tell: (event: DesktopEvent, to: WebContents) => void) {
    this.#tell = tell
  }

  /** Handles downloads from the session's pages; attach it after the listener that refuses foreign ones. */
  attach(session: Session): void {
    session.on('will-download', (event, item, contents) => {
      if (event.defaultPrevented) return
      const name = basename(item.getFilename())
      const asks = readChoices().asksWhere
      const place = join(folderFor('saved'), name)
      if (asks) item.setSaveDialogOptions({ defaultPath: place })
      else item.setSavePath(this.#freePath(place))
      const path = item.getSavePath()
      this.#underWay.add(path)
      item.once('done', (_event, state) => {
        this.#underWay.delete(path)
        this.#ended(item, state, { name, asks, contents })
      })
    })
  }

  /** Shows a saved file in the system's file manager. */
  show(id: number): void {
    const path = this.#saved[id]
    if (path === undefined) return
    if (existsSync(path)) shell.showItemInFolder(path)
    else void shell.openPath(dirname(path))
  }

  #ended(
    item: DownloadItem,
    state: 'completed' | 'cancelled' | 'interrupted',
    { name, asks, contents }: { name: string; asks: boolean; contents: WebContents },
  ): void {
    const path = item.getSavePath()
    if (state === 'completed') {
      if (asks) keepFolderFor('saved', dirname(path))
      if (process.platform === 'darwin') app.dock?.downloadFinished(path)
      this.#tell({ kind: 'saved', id: this.#saved.push(path) - 1, name: basename(path) }, contents)
    } else if (state === 'interrupted') this.#tell({ kind: 'notSaved', name, folder: dirname(path) }, contents)
  }

  /** The path or, if it exists, the next free one: name (1).html. */
  #freePath(path: string): string {
    const { dir, name, ext } = parse(path)
    let free = path
    for (let number = 1; existsSync(free) || this.#underWay.has(free); number++)
      free = join(dir, `${name} (${number})${ext}`)
    return free
  }
}
