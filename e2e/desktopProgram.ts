import type * as Electron from 'electron'
import type { Page } from '@playwright/test'
import type { Host } from './journeys/host.ts'
import type { Standin } from './standin/main.ts'

/** What a journey's function receives in the program's main process: Electron's module, and the stand-in's extras. */
export type Inside = typeof Electron & { standin: Standin }

/** The desktop program over a lab's folder, in real Electron or under the stand-in. */
export interface DesktopProgram extends Host {
  /** The first window's page, or the latest one found. */
  readonly page: Page
  /** Calls a function in the main process. It cannot capture variables and must return plain data. */
  evaluate<R, A>(act: (electron: Inside, argument: A) => R | Promise<R>, argument: A): Promise<R>
  /** The windows' pages in opening order. */
  pages(): Page[]
}

/** What `settle` leaves in the main process for later functions. */
export interface Settled {
  /** The questions of message boxes, in order. */
  questions: { message: string; detail: string; buttons: string[] }[]
  /** The button to choose, by index or label. */
  choice: number | string
  /** Paths of saved files, in order. */
  saved: string[]
}

/**
 * Acts as the user of the program: chooses the first button of every box, which pauses training and quits, and saves
 * every file in `folder` unless the program sends it elsewhere.
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

/** The path of the file saved by `act`. */
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
