import { fork, type ChildProcess, type ForkOptions } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import { beatMs, type SharedPulse } from './awakeClock.ts'

/** Descriptor of the stream by which a child notices the end of its parent; the message channel precedes it. */
const fd = 4

/** The last argument of a child that has a lifeline. */
const lifelineArgument = '--lifeline'

/** How a child with a lifeline is started. */
export interface TiedOptions extends Pick<ForkOptions, 'execPath' | 'execArgv' | 'env' | 'detached'> {
  /** Where its error output goes; nowhere by default. */
  errors?: 'ignore' | 'inherit' | 'pipe'
  /** Arguments before that of the lifeline. */
  arguments?: readonly string[]
}

/** Starts a file under Node that ends with this process, if it calls `followLifeline`. Messages are structured clones. */
export function forkTied(
  entry: string,
  { errors = 'ignore', arguments: given = [], ...options }: TiedOptions = {},
): ChildProcess {
  return fork(entry, [...given, lifelineArgument], {
    ...{ execArgv: [], serialization: 'advanced', windowsHide: true },
    // Input, output, error output, message channel, lifeline.
    stdio: ['ignore', 'ignore', errors, 'ipc', 'pipe'],
    ...options,
  })
}

/**
 * Source of the thread that watches the lifeline. Nothing is ever sent on it; the system closes it when the parent is
 * gone, however it ended. The process is then killed, because it may be in a computation of minutes that nothing else
 * interrupts.
 */
const watch = `
const { Socket } = require('node:net')
const { workerData: count } = require('node:worker_threads')
const end = () => process.kill(process.pid, 'SIGKILL')
new Socket({ fd: ${fd}, writable: false }).on('close', end).on('error', end).resume()
if (count) setInterval(() => Atomics.add(count, 0, 1), ${beatMs})
`

/**
 * Makes this process end when its parent does, even while it computes and processes no messages: a separate thread
 * watches the lifeline and beats `pulse`. Returns whether this process has a lifeline.
 */
export function followLifeline(pulse?: SharedPulse): boolean {
  if (process.argv.at(-1) !== lifelineArgument) return false
  new Worker(watch, { eval: true, execArgv: [], workerData: pulse?.count }).unref()
  return true
}
