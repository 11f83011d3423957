/** Versions of Electron 45, as shown by the shell. */
export const shellVersions = { electron: '45.4.1', chrome: '150.0.7871.0' }
