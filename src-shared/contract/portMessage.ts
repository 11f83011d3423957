/** The message with which a desktop window is handed its port to the lab, from the shell to the page. */
export const portMessage = 'regbench:port'

/** The same of a port to the desktop program itself. */
export const desktopMessage = 'regbench:desktop'

/** The kind of the message with which its page is told the `paths` of what the user dropped on it. */
export const droppedMessage = 'regbench:dropped'

/** The kind of the message with which its page is told what was chosen in the menu: `what`. */
export const commandMessage = 'regbench:command'
export const pageCommands = ['undo', 'redo', 'find', 'findNext', 'findPrevious', 'savePdf', 'print'] as const
export type PageCommand = (typeof pageCommands)[number]
