/** Interval for checking that the shell is still there. */
const lookEveryMs = 250

/**
 * Ends this process, as SIGTERM would, when the shell ends through which npm started it as one of `scripts`: npm
 * forwards signals to that shell, which neither forwards them nor ends its children.
 */
export function endWithShell(scripts: readonly string[]): void {
  if (process.platform === 'win32' || !scripts.includes(process.env['npm_lifecycle_event'] ?? '')) return
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    // Once: a second signal would end the program before its checkpoints are written.
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, lookEveryMs).unref()
}
