/** The message with which a desktop window is handed its port to the lab, from the shell to the page. */
export const portMessage = 'regbench:port'
