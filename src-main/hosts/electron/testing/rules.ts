/** The rules of `behaviours.ts` as code, shared by the stand-in and the double. */

/** The serialisation format version written by Electron's V8. */
export const v8Format = 16

/** Signals on which Electron quits. */
export const shutdownSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The events between `app.quit()` and the end, unless prevented; windows close at 'close'. */
export const orderOfQuitting = ['before-quit', 'close', 'will-quit', 'quit'] as const

/** The events of `webContents` around the load of a document, and the value of `isLoadingMainFrame()` during each. */
export const orderOfLoading: readonly { event: string; isLoadingMainFrame: boolean }[] = [
  { event: 'did-start-loading', isLoadingMainFrame: true },
  { event: 'did-start-navigation', isLoadingMainFrame: true },
  { event: 'did-frame-navigate', isLoadingMainFrame: true },
  { event: 'did-navigate', isLoadingMainFrame: true },
  { event: 'dom-ready', isLoadingMainFrame: true },
  { event: 'did-frame-finish-load', isLoadingMainFrame: true },
  { event: 'did-finish-load', isLoadingMainFrame: true },
  { event: 'did-stop-loading', isLoadingMainFrame: false },
]

/**
 * A copy as carried by a port or a message. Throws if the value contains anything that Electron cannot clone, such as a
 * Blob or a function.
 */
export function cloned(value: unknown): unknown {
  if (isOfHost(value, new Set())) throw new Error('An object could not be cloned.')
  return structuredClone(value)
}

/** Whether a value is or contains something that only a browser or Node could clone. */
function isOfHost(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return true
  if (typeof value !== 'object' || value === null || seen.has(value)) return false
  if (value instanceof Blob || value instanceof MessagePort || value instanceof ReadableStream) return true
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return false
  seen.add(value)
  const inside = value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.values(value)
  return inside.some((each) => isOfHost(each, seen))
}

/** The value of a switch in a command line as Chromium reads it: only after an equals sign; undefined if absent. */
export function switchValue(words: readonly string[], name: string): string | undefined {
  for (const word of words.slice(1).toReversed()) {
    if (word === `--${name}`) return ''
    if (word.startsWith(`--${name}=`)) return word.slice(name.length + 3)
  }
  return undefined
}

/** The command line reported by 'second-instance': Chromium moves switches to the front and adds its own. */
export function secondInstanceWords([program = '', ...words]: readonly string[]): string[] {
  const isSwitch = (word: string) => word.startsWith('-')
  return [
    ...[program, '--allow-file-access-from-files'],
    ...words.filter(isSwitch),
    ...words.filter((word) => !isSwitch(word)),
  ]
}

export interface Box {
  buttons?: readonly string[]
  defaultId?: number
  cancelId?: number
  signal?: { readonly aborted: boolean }
}

/** The answer of a message box closed without a choice. */
export function cancelledBox({ buttons = [], defaultId = -1, cancelId, signal }: Box = {}) {
  const refusal = buttons.findIndex((button) => ['cancel', 'no'].includes(button.toLowerCase()))
  const otherwise = refusal >= 0 ? refusal : defaultId === 0 && buttons.length > 1 ? 1 : 0
  const choice = cancelId ?? otherwise
  if (signal?.aborted === true) return { cancelId: choice, checkboxChecked: false }
  return { response: choice, checkboxChecked: false }
}

/** The answers of file dialogs closed without a choice. */
export const closedFileDialog = {
  open: () => ({ canceled: true, filePaths: [] as string[] }),
  save: () => ({ canceled: true, filePath: '' }),
}

/**
 * Whether the system is asked to delay its shutdown, given the events for which listeners were added to `powerMonitor`,
 * in order: the first listener only starts the watch.
 */
export const shutdownIsHeard = (added: readonly string[]): boolean => added.slice(1).includes('shutdown')

/** The error thrown by every member of a closed window and of its contents. */
export const destroyed = (): TypeError => new TypeError('Object has been destroyed')

interface RoleDefaults {
  label: string
  accelerator?: string
}

/** The label and shortcut of an entry that has only a role. `role` is in lower case. */
export function roleDefaults(
  role: string,
  { name, platform }: { name: string; platform: NodeJS.Platform },
): RoleDefaults | undefined {
  const isMac = platform === 'darwin'
  const isWindows = platform === 'win32'
  const quit = isMac ? `Quit ${name}` : isWindows ? 'Exit' : 'Quit'
  const roles: Record<string, RoleDefaults> = {
    about: { label: platform === 'linux' ? 'About' : `About ${name}` },
    close: { label: isMac ? 'Close Window' : 'Close', accelerator: 'CommandOrControl+W' },
    copy: { label: 'Copy', accelerator: 'CommandOrControl+C' },
    cut: { label: 'Cut', accelerator: 'CommandOrControl+X' },
    delete: { label: 'Delete' },
    forcereload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R' },
    front: { label: 'Bring All to Front' },
    help: { label: 'Help' },
    hide: { label: `Hide ${name}`, accelerator: 'Command+H' },
    hideothers: { label: 'Hide Others', accelerator: 'Command+Alt+H' },
    minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M' },
    paste: { label: 'Paste', accelerator: 'CommandOrControl+V' },
    quit: { label: quit, ...(!isWindows && { accelerator: 'CommandOrControl+Q' }) },
    redo: { label: 'Redo', accelerator: isWindows ? 'Control+Y' : 'Shift+CommandOrControl+Z' },
    reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R' },
    resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
    selectall: { label: 'Select All', accelerator: 'CommandOrControl+A' },
    services: { label: 'Services' },
    toggledevtools: { label: 'Toggle Developer Tools', accelerator: isMac ? 'Alt+Command+I' : 'Ctrl+Shift+I' },
    togglefullscreen: { label: 'Toggle Full Screen', accelerator: isMac ? 'Control+Command+F' : 'F11' },
    undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
    unhide: { label: 'Show All' },
    zoom: { label: 'Zoom' },
    // Plus needs Shift on most keyboards, so Shift must be held.
    zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
    zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
  }
  return roles[role]
}
