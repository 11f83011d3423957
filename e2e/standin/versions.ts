/** What Electron 45 says of itself, for what the shell shows of it. */
export const shellVersions = { electron: '45.4.1', chrome: '150.0.7871.0' }
