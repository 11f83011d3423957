/** The message that brings a desktop window its port to the lab, from the shell to the page. */
export const portMessage = 'regbench:port'

/** The same for a port to the desktop program itself. */
export const desktopMessage = 'regbench:desktop'

/** The kind of the message that tells the page the `paths` of files dropped on it. */
export const droppedMessage = 'regbench:dropped'

/** The kind of the message that tells the page `what` was chosen in the menu. */
export const commandMessage = 'regbench:command'
export const pageCommands = ['undo', 'redo', 'find', 'findNext', 'findPrevious', 'savePdf', 'print'] as const
export type PageCommand = (typeof pageCommands)[number]
