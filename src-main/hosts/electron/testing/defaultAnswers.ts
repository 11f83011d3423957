import { cancelledBox, cloned, closedFileDialog, shutdownSignals, switchValue, type Box } from './rules.ts'

/** What has happened to an object, as far as its members tell. */
export interface Now {
  isLoading: boolean
  isDestroyed: boolean
}
type DefaultAnswer = (given: readonly unknown[], now: Now | undefined) => unknown

/** Electron's own part in signals: it takes them once the script has run. */
export const takeSignals = {
  before: new Map<string, readonly unknown[]>(),
  /** Those that listen now are the tests' own. */
  reset(): void {
    for (const signal of shutdownSignals) takeSignals.before.set(signal, process.listeners(signal))
  },
  /** Nobody hears a signal any more who was added since. */
  take(): void {
    for (const signal of shutdownSignals)
      for (const listener of process.listeners(signal))
        if (takeSignals.before.get(signal)?.includes(listener) === false) process.off(signal, listener)
  },
}

/** Nothing is answered; what cannot be cloned is refused. */
const checked =
  (of: (given: readonly unknown[]) => unknown): DefaultAnswer =>
  (given) => {
    cloned(of(given))
  }

/** What members answer by Electron's behaviour where a test has not said; all others, as little as is declared. */
export const defaultAnswers: Record<string, DefaultAnswer> = {
  'App.whenReady': () => {
    // When the script has run, and before what waits for the program to be ready.
    queueMicrotask(() => takeSignals.take())
    return Promise.resolve()
  },
  'CommandLine.getSwitchValue': ([name]) => switchValue(process.argv, name as string) ?? '',
  'Dialog.showMessageBox': (given) => Promise.resolve(cancelledBox(given.at(-1) as Box | undefined)),
  'Dialog.showOpenDialog': () => Promise.resolve(closedFileDialog.open()),
  'Dialog.showSaveDialog': () => Promise.resolve(closedFileDialog.save()),
  'MessagePortMain.postMessage': checked(([message]) => message),
  'WebContents.postMessage': checked(([, message]) => message),
  'WebContents.send': checked(([, ...words]) => words),
  'WebContents.isLoading': (_given, now) => now?.isLoading ?? false,
  'WebContents.isLoadingMainFrame': (_given, now) => now?.isLoading ?? false,
  'WebContents.isDestroyed': (_given, now) => now?.isDestroyed ?? false,
  'BrowserWindow.isDestroyed': (_given, now) => now?.isDestroyed ?? false,
  'BaseWindow.isDestroyed': (_given, now) => now?.isDestroyed ?? false,
}
