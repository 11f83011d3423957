import { cancelledBox, cloned, closedFileDialog, shutdownSignals, switchValue, type Box } from './rules.ts'

/** The state of an object, as far as its members show it. */
export interface Now {
  isLoading: boolean
  isDestroyed: boolean
}
type DefaultAnswer = (given: readonly unknown[], now: Now | undefined) => unknown

/** Electron's handling of signals: it replaces handlers once the main script has run. */
export const takeSignals = {
  before: new Map<string, readonly unknown[]>(),
  /** Treats current listeners as the tests' own. */
  reset(): void {
    for (const signal of shutdownSignals) takeSignals.before.set(signal, process.listeners(signal))
  },
  /** Removes all signal listeners added since the reset. */
  take(): void {
    for (const signal of shutdownSignals)
      for (const listener of process.listeners(signal))
        if (takeSignals.before.get(signal)?.includes(listener) === false) process.off(signal, listener)
  },
}

/** Answers nothing; throws if the argument cannot be cloned. */
const checked =
  (of: (given: readonly unknown[]) => unknown): DefaultAnswer =>
  (given) => {
    cloned(of(given))
  }

/**
 * Default answers of members by Electron's behaviour; members not listed return as little as their declaration allows.
 */
export const defaultAnswers: Record<string, DefaultAnswer> = {
  'App.whenReady': () => {
    // After the main script has run, and before code that waits for the program to be ready.
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
