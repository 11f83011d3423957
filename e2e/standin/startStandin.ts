import { fork, type ChildProcess } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from '@playwright/test'
import { memoryVariable } from '#main/hosts/electron/program/memoryVariable.ts'
import { browserUnavailable } from '../findBrowser.ts'
import type { DesktopProgram } from '../desktopProgram.ts'
import type { Evaluation, FromStandin } from './main.ts'

const entry = join(import.meta.dirname, 'main.ts')
/** Stand-ins for system commands that the shell calls. */
const commands = join(import.meta.dirname, 'bin')

/** Why the stand-in cannot run here, as a sentence; undefined if it can. */
export const standinUnavailable = browserUnavailable

/** A running stand-in that is not ready yet. */
export interface StandinProgram {
  process: ChildProcess
  browser: Browser
  /** Opens another connection to its pages. */
  connect(): Promise<Browser>
  evaluate: DesktopProgram['evaluate']
  becomeReady(): Promise<void>
  ended: Promise<number | null>
  /** After its end, the instance started in its place, in its environment. Rejects if there is none. */
  relaunched(): Promise<StandinProgram>
}

/**
 * Starts the built shell under the stand-in with these command line arguments; `output`: where its output goes;
 * `memory`: the folder of the program's settings, by default in the lab named by the arguments. Rejects if it ends by
 * itself.
 */
export async function startStandin(
  words: readonly string[],
  { output = 'inherit', memory = memoryBeside(words) }: { output?: 'inherit' | 'pipe'; memory?: string } = {},
): Promise<StandinProgram> {
  const child = fork(entry, words, {
    execArgv: ['--expose-gc'],
    env: {
      ...process.env,
      PATH: `${commands}${delimiter}${process.env['PATH'] ?? ''}`,
      REGBENCH_NODE: process.execPath,
      ...(memory !== undefined && { [memoryVariable]: memory }),
    },
    stdio: ['ignore', output, 'inherit', 'ipc'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const again: (readonly string[])[] = []
  const hasSaidAll = new Promise((resolve) => child.once('disconnect', resolve))
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  void ended.then((code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The stand-in ended with ${code}.`))
  })
  const endpoint = await new Promise<string>((resolve, reject) => {
    void ended.then((code) => reject(new Error(`The stand-in ended with ${code}.`)))
    child.on('message', (message: FromStandin) => {
      if (message.kind === 'listening') {
        resolve(message.endpoint)
        return
      }
      if (message.kind === 'relaunch') {
        again.push(message.words)
        return
      }
      const { resolve: done, reject: failed } = waiting.get(message.id)!
      waiting.delete(message.id)
      if (message.kind === 'evaluated') done(message.value as never)
      else failed(new Error(message.message))
    })
  })
  const connect = () => chromium.connectOverCDP(endpoint, { isLocal: true, noDefaults: true })
  let last = 0
  const evaluate: DesktopProgram['evaluate'] = (act, argument) =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      child.send({ id, code: act.toString(), argument } satisfies Evaluation, (error) => {
        if (error) reject(error)
      })
    })
  return {
    process: child,
    browser: await connect(),
    connect,
    ended,
    evaluate,
    becomeReady: () => evaluate(({ standin }) => standin.becomeReady(), undefined),
    async relaunched() {
      await Promise.all([ended, hasSaidAll])
      const [next] = again
      if (!next) throw new Error('The stand-in ended and is not started again.')
      return startStandin(next, { output, ...(memory !== undefined && { memory }) })
    },
  }
}

/** Leaves the settings of this machine's user alone, keeping its own in the trial's lab. */
function memoryBeside(words: readonly string[]): string | undefined {
  const lab = words.find((word) => word.startsWith('--data-dir='))?.slice('--data-dir='.length)
  return lab === undefined ? undefined : join(lab, 'window')
}
