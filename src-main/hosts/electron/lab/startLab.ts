import { spawn } from 'node:child_process'
import type { Duplex } from 'node:stream'
import { Wire } from './wire.ts'

export interface LabProgram {
  /** The lab process's file. */
  entry: string
  /** The lab's folder. */
  dataDir: string
  /** The Node that the lab and its trainers run under. */
  node: string
}

/** How a process ended: its exit code, or the signal that ended it. */
export interface LabEnding {
  exitCode: number | null
  signal: string | null
}

/** A lab's process, as the shell knows it. */
export interface LabHandle {
  /** What is said to it and by it, and its ports. */
  wire: Wire
  onErrorText(listener: (text: string) => void): void
  /** It has ended, and all that it said has arrived. Also when it could not be started. */
  onExit(listener: (ending: LabEnding) => void): void
  kill(): void
}

/** Starts a lab; `beside`: a new one may be made beside files of others. */
export type StartLab = (program: LabProgram, options: { beside: boolean }) => LabHandle

/** The stream of the lab's process that is the wire to the shell, after those of every process. */
export const wireFd = 3

/**
 * The lab as a child process of the carried Node, the same under which it runs in the browser host and for the command
 * line. In a process of Electron's it would run under another V8 than its own trainers: since version 43 Electron writes
 * values in a format (16) that Node 24 cannot read (at most 15).
 */
export const startLabProcess: StartLab = ({ entry, dataDir, node }, { beside }) => {
  const child = spawn(node, [entry, '--data-dir', dataDir, ...(beside ? ['--new-lab'] : [])], {
    // On Windows reading and writing at once asks for a pipe that is made for it; elsewhere it is a pipe like any.
    stdio: ['ignore', 'ignore', 'pipe', 'overlapped'],
    windowsHide: true,
  })
  const wire = new Wire(child.stdio[wireFd] as Duplex)
  return {
    wire,
    onErrorText: (listener) => void child.stderr!.setEncoding('utf8').on('data', listener),
    onExit(listener) {
      child.once('error', ({ message }) => {
        if (child.pid !== undefined) return
        child.stderr?.emit('data', `${message}\n`)
        listener({ exitCode: null, signal: null })
      })
      // What it said last may still be on its way when it has ended.
      let awaited = 2
      const ending: LabEnding = { exitCode: null, signal: null }
      const arrived = () => {
        if (--awaited === 0) listener(ending)
      }
      child.once('exit', (exitCode, signal) => {
        Object.assign(ending, { exitCode, signal })
        arrived()
      })
      wire.once('close', arrived)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
