import { cancelledBox, closedFileDialog } from '#main/hosts/electron/testing/rules.ts'
import { app } from './program.ts'

type Box = Parameters<typeof cancelledBox>[0]

/** The contents of error boxes, which nobody answers. */
export const errorBoxes: { title: string; content: string }[] = []

/** Nobody is at the screen: every question is dismissed until a journey installs its own answers. */
export const dialog = {
  showMessageBox: (...given: unknown[]) => afterReady(() => cancelledBox(given.at(-1) as Box)),
  showOpenDialog: () => afterReady(() => closedFileDialog.open()),
  showSaveDialog: () => afterReady(() => closedFileDialog.save()),
  showErrorBox: (title: string, content: string) => void errorBoxes.push({ title, content }),
}

function afterReady<T>(answer: () => T): Promise<T> {
  if (!app.isReady()) throw new Error('dialog module can only be used after app is ready')
  return Promise.resolve(answer())
}
