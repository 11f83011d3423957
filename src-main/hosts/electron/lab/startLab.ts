import { spawn } from 'node:child_process'
import type { Duplex } from 'node:stream'
import { Wire } from './wire.ts'

export interface LabProgram {
  /** The lab process's script. */
  entry: string
  /** The lab's folder. */
  dataDir: string
  /** The Node that runs the lab and its trainers. */
  node: string
}

/** How a process ended: its exit code, or the signal that ended it. */
export interface LabEnding {
  exitCode: number | null
  signal: string | null
}

/** The shell's handle of a lab process. */
export interface LabHandle {
  /** Carries the messages between the shell and the process, and its ports. */
  wire: Wire
  onErrorText(listener: (text: string) => void): void
  /** Called once the process has ended and all its output has arrived, also if it could not be started. */
  onExit(listener: (ending: LabEnding) => void): void
  kill(): void
}

/** Starts a lab; `beside`: whether a new lab may be created in a folder with other files. */
export type StartLab = (program: LabProgram, options: { beside: boolean }) => LabHandle

/** File descriptor of the wire to the shell in the lab's process, after the standard streams. */
export const wireFd = 3

/**
 * Starts the lab as a child process of the bundled Node, which also runs it for the browser host and the command line.
 * In an Electron process, the lab would have another V8 than its trainers: since version 43 Electron serialises values
 * in a format (16) that Node 24 cannot read (at most 15).
 */
export const startLabProcess: StartLab = ({ entry, dataDir, node }, { beside }) => {
  const child = spawn(node, [entry, '--data-dir', dataDir, ...(beside ? ['--new-lab'] : [])], {
    // On Windows a bidirectional pipe must be an overlapped one; elsewhere this is an ordinary pipe.
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
      // Its last messages may arrive after it has ended.
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
