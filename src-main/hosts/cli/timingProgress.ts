import { durationText } from '#shared/format/durations.ts'

/** Displays how far a measurement is, on standard error: one line that is rewritten on a terminal, else some lines. */
export interface TimingProgress {
  show(done: number, total: number, name: string): void
  end(): void
}

const lineEveryMs = 10_000

export function timingProgress(): TimingProgress {
  const { stderr } = process
  const began = performance.now()
  let writtenAt = began
  let isOpen = false
  return {
    show(done, total, name) {
      const now = performance.now()
      const left = (now - began) * (total / done - 1)
      const text = `${done}/${total} ${name}; ${durationText(left, 'en')} left`
      if (stderr.isTTY) {
        stderr.write(`\r\u001B[K${text.slice(0, stderr.columns - 1)}`)
        isOpen = true
      } else if (now - writtenAt > lineEveryMs) {
        stderr.write(`${text}\n`)
        writtenAt = now
      }
    },
    end() {
      if (isOpen) stderr.write('\r\u001B[K')
      isOpen = false
    },
  }
}
