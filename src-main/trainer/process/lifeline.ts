import type { StdioOptions } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import { beatMs, type SharedPulse } from './awakeClock.ts'

/** The stream by which a child notices the end of its parent; the channel of messages stands before it. */
const fd = 4

/** The last argument of a child that has a lifeline. */
export const lifelineArgument = '--lifeline'

/** Standard streams of a child that ends with this process: its input, output and error output, a channel, the lifeline. */
export const withLifeline = (output: 'ignore' | 'inherit', errors: 'ignore' | 'inherit' | 'pipe'): StdioOptions => [
  ...(['ignore', output, errors, 'ipc', 'pipe'] as const),
]

/**
 * What watches the lifeline: it says nothing, and the system closes it when the parent is gone, however that ended. The
 * process is then killed, since it may be in a computation of minutes that nothing else interrupts.
 */
const watch = `
const { Socket } = require('node:net')
const { workerData: count } = require('node:worker_threads')
const end = () => process.kill(process.pid, 'SIGKILL')
new Socket({ fd: ${fd}, writable: false }).on('close', end).on('error', end).resume()
if (count) setInterval(() => Atomics.add(count, 0, 1), ${beatMs})
`

/**
 * Makes this process end when its parent does, also while it computes and hears no messages: a thread of its own watches the
 * stream that the parent holds, and beats `pulse`. Returns whether there is one: a process may be started without.
 */
export function followLifeline(pulse?: SharedPulse): boolean {
  if (process.argv.at(-1) !== lifelineArgument) return false
  new Worker(watch, { eval: true, execArgv: [], workerData: pulse?.count }).unref()
  return true
}
