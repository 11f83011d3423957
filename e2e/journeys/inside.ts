import type { DesktopProgram, Settled } from '../desktopProgram.ts'

/** User actions in the desktop program outside its pages. */

/** Chooses a menu entry by the labels of its path. */
export async function chooseInMenu(program: DesktopProgram, ...labels: string[]): Promise<void> {
  await program.evaluate(({ Menu, BrowserWindow }, path) => {
    let items = Menu.getApplicationMenu()?.items ?? []
    for (const [i, label] of path.entries()) {
      const item = items.find((entry) => entry.label === label)
      if (!item) throw new Error(`There is no ${label} in ${items.map((entry) => entry.label).join(', ')}.`)
      if (i === path.length - 1) {
        const window = BrowserWindow.getFocusedWindow() ?? undefined
        const choose = item.click as (...given: unknown[]) => void
        choose(undefined, window, window?.webContents)
      } else items = item.submenu?.items ?? []
    }
  }, labels)
}

/** The questions of message boxes so far. */
export const questions = (program: DesktopProgram): Promise<Settled['questions']> =>
  program.evaluate(() => (globalThis as unknown as { settled: Settled }).settled.questions, undefined)

/** Answers every box from now on with a button, by label or index. */
export const answerWith = (program: DesktopProgram, choice: Settled['choice']): Promise<void> =>
  program.evaluate((_electron, answer) => {
    ;(globalThis as unknown as { settled: Settled }).settled.choice = answer
  }, choice)

/** From now on the user saves at that path whatever the program asks a place for. */
export const saveAt = (program: DesktopProgram, path: string): Promise<void> =>
  program.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)

/** From now on the user picks that file or folder whenever the program asks for one. */
export const pickPath = (program: DesktopProgram, path: string): Promise<void> =>
  program.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, path)
