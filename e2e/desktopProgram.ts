import type * as Electron from 'electron'
import type { Page } from '@playwright/test'
import type { Host } from './journeys/host.ts'
import type { Standin } from './standin/main.ts'

/** What a journey's function is given in the program's main process: Electron's module, and what only the stand-in has. */
export type Inside = typeof Electron & { standin: Standin }

/** The desktop program over a lab's folder: a real Electron's, or the stand-in's. */
export interface DesktopProgram extends Host {
  /** The first window's, or the one that was found last. */
  readonly page: Page
  /** Calls a function in its main process; it knows nothing of what stands around it, and gives plain data. */
  evaluate<R, A>(act: (electron: Inside, argument: A) => R | Promise<R>, argument: A): Promise<R>
  /** The windows' pages, in the order in which they were opened. */
  pages(): Page[]
}

/** What `settle` leaves in the main process for the functions that follow. */
export interface Settled {
  /** What boxes asked, in order. */
  questions: { message: string; detail: string; buttons: string[] }[]
  /** The button that is chosen: by its place or by its label. */
  choice: number | string
  /** Files that were saved, in order. */
  saved: string[]
}

/**
 * Sits at the program's screen: chooses the first button of every box, which pauses what trains and quits, and has every
 * file saved in `folder` that the program itself sends nowhere else.
 */
export async function settle(program: Pick<DesktopProgram, 'evaluate'>, folder: string): Promise<void> {
  await program.evaluate(({ app, dialog, session }, downloads) => {
    const settled: Settled = { questions: [], choice: 0, saved: [] }
    Object.assign(globalThis, { settled })
    app.setPath('downloads', downloads)
    dialog.showMessageBox = (...given: unknown[]) => {
      const { message, detail = '', buttons = [] } = given.at(-1) as Electron.MessageBoxOptions
      settled.questions.push({ message, detail, buttons })
      const { choice } = settled
      const response = typeof choice === 'number' ? choice : buttons.indexOf(choice)
      return Promise.resolve({ response, checkboxChecked: false })
    }
    session.defaultSession.on('will-download', (_event, item) => {
      if (item.getSavePath() === '') item.setSavePath(`${downloads}/${item.getFilename()}`)
      item.once('done', (_done, state) => {
        if (state === 'completed') settled.saved.push(item.getSavePath())
      })
    })
  }, folder)
}

/** Where the file went that was saved by `act`. */
export async function savedBy(program: DesktopProgram, act: () => Promise<void>): Promise<string> {
  const countSaved = () =>
    program.evaluate(() => (globalThis as unknown as { settled: Settled }).settled.saved.length, 0)
  const before = await countSaved()
  await act()
  return program.evaluate(
    (_electron, at) =>
      new Promise<string>((resolve) => {
        const { saved } = (globalThis as unknown as { settled: Settled }).settled
        const timer = setInterval(() => {
          if (saved.length <= at) return
          clearInterval(timer)
          resolve(saved[at]!)
        }, 20)
      }),
    before,
  )
}
