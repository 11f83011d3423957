import { extname, join } from 'node:path'
import { cudaEnvironment } from '#main/trainer/providers/cudaLibraries.ts'
import { forkTied } from '#main/trainer/process/lifeline.ts'
import type { TrainerMessage } from '#main/trainer/messages.ts'
import type { StartTrainer, TrainerHandle } from './trainerHandle.ts'

/** The trainer's file: the source, which Node runs directly, or its counterpart in a build. */
export const trainerEntry = join(import.meta.dirname, `../trainer/worker${extname(import.meta.filename)}`)

const keptCharacters = 4000

/** Starts a trainer as a child process under plain Node. */
export const startNodeTrainer: StartTrainer = ({ node, entry, cacheDir }): TrainerHandle => {
  const child = forkTied(entry, {
    execPath: node,
    env: { ...process.env, ...cudaEnvironment(), ...(cacheDir !== undefined && { REGBENCH_CACHE: cacheDir }) },
    errors: 'pipe',
    // Ctrl-C in a terminal signals the whole process group, but the lab must pause trainers before they end.
    detached: process.platform !== 'win32',
  })
  let errorText = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorText = (errorText + text).slice(-keptCharacters)
  })
  return {
    pid: child.pid,
    send: (message) => void child.send(message, () => undefined),
    onMessage: (listener) => void child.on('message', (message) => listener(message as TrainerMessage)),
    onExit(listener) {
      if (child.pid === undefined) {
        child.once('error', (error) => listener(error.message))
        return
      }
      // 'exit' may precede the last messages and error output; 'close' never fires after end().
      let awaited = 3
      let ending = ''
      const arrived = () => {
        if (--awaited > 0) return
        const line = errorLine(errorText)
        listener(line ? `${ending}: ${line}` : ending)
      }
      child.on('exit', (code, signal) => {
        ending = signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`
        arrived()
      })
      child.on('disconnect', arrived)
      child.stderr!.on('close', arrived)
      child.on('error', () => undefined)
    },
    end: () => {
      if (child.connected) child.disconnect()
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** The line of a process's error output that best explains the failure. */
function errorLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.find((line) => /error/i.test(line)) ?? lines.findLast((line) => line !== '') ?? ''
}
