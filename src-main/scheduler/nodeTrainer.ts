import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TrainerMessage } from '#main/trainer/messages.ts'
import type { StartTrainer, TrainerHandle } from './trainerHandle.ts'

/** The trainer's file, run by Node as it stands. */
export const trainerEntry = fileURLToPath(new URL('../trainer/worker.ts', import.meta.url))

const keptCharacters = 4000

/** A trainer as a child process under a plain Node. */
export const startNodeTrainer: StartTrainer = ({ node, entry }): TrainerHandle => {
  const child = fork(entry, [], {
    execPath: node,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Ctrl-C in a terminal goes to the whole process group, and the lab wants to pause trainers before they end.
    detached: process.platform !== 'win32',
    windowsHide: true,
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
      // 'close' may come before the last messages have been read, 'disconnect' before the exit code is known.
      let awaited = child.pid === undefined ? 1 : 2
      let reason = ''
      const arrived = () => {
        if (--awaited === 0) listener(reason)
      }
      child.on('close', (code, signal) => {
        const line = errorLine(errorText)
        reason = `${signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`}${line && `: ${line}`}`
        arrived()
      })
      child.on('disconnect', arrived)
      child.on('error', (error) => {
        if (child.pid !== undefined) return
        reason = error.message
        arrived()
      })
    },
    end: () => {
      if (child.connected) child.disconnect()
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** The line of a process's error output that says what went wrong. */
function errorLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.find((line) => /error/i.test(line)) ?? lines.findLast((line) => line !== '') ?? ''
}
