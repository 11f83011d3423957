import { createLab, type LabOptions } from '#main/lab.ts'
import { LabError } from '#main/store/labError.ts'
import type { FromLab, ToLab } from './messages.ts'
import { servePorts, type ServedPort } from './servePorts.ts'

/** The way to the shell, as a utility process has it. */
export interface ShellPort {
  on(event: 'message', listener: (message: { data: unknown; ports: ServedPort[] }) => void): unknown
  postMessage(message: FromLab): void
}

/**
 * Opens a lab, serves it on every port that the shell hands over, and ends when the shell says so or when another database
 * is in the place of its own.
 */
export async function runLab(options: LabOptions, shell: ShellPort, end: (code: number) => void): Promise<void> {
  const lab = await createLab({ ...options, evenDamaged: true }).catch((error: unknown) => {
    if (!(error instanceof LabError)) throw error
    shell.postMessage({ kind: 'fault', said: error.sentence })
    return undefined
  })
  if (!lab) {
    end(0)
    return
  }
  const serve = servePorts(lab)
  const obey: Record<ToLab, (ports: ServedPort[]) => void> = {
    port: (ports) => ports.forEach(serve),
    close: () => void lab.close().then(() => end(0)),
  }
  shell.on('message', ({ data, ports }) => obey[data as ToLab](ports))
  shell.postMessage({ kind: 'ready' })
  void lab.whenReplaced.then(() => {
    shell.postMessage({ kind: 'replaced' })
    end(0)
  })
}
