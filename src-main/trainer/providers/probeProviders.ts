import { fork } from 'node:child_process'
import { extname, join } from 'node:path'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { cudaEnvironment } from './cudaLibraries.ts'
import { lifelineArgument, withLifeline } from '../process/lifeline.ts'
import { providerIds, providers, type Provider, type ProviderId } from './providers.ts'

export interface ProviderStatus {
  id: ProviderId
  label: string
  available: boolean
  /** Id of the lowering plan of its runs. */
  plan: string
  /** Why it is not available; null if it is. */
  reason: Sentence | null
  /** What to do about it; null if it is available or cannot be on this system. */
  remedy: Sentence | null
}

/** Answer of the probe process: that a training step was correct, or why not. */
export type ProbeAnswer = { trains: true } | { reason: Sentence }

const probeEntry = join(import.meta.dirname, `probeStep${extname(import.meta.filename)}`)

/**
 * Which providers can train on this machine. Each runs a real training step in a process of its own, because a missing
 * or broken provider can crash the process and some operators load but fail at run time.
 */
export async function probeProviders(timeoutMs = 60_000): Promise<ProviderStatus[]> {
  return Promise.all(providerIds.map((id) => probeProvider(id, timeoutMs)))
}

/** Whether one provider can train on this machine. `entry` and `node` override what is run. */
export async function probeProvider(
  id: ProviderId,
  timeoutMs = 60_000,
  { entry = probeEntry, node = process.execPath } = {},
): Promise<ProviderStatus> {
  const { label, platforms, plan, remedy }: Provider = providers[id]
  const status = { id, label, plan: loweringPlans[plan].id }
  const here = `${process.platform}-${process.arch}`
  if (!platforms.includes(here))
    return { ...status, available: false, reason: sentence('providerElsewhere', { system: here }), remedy: null }
  const answer = await runProbe(id, timeoutMs, entry, node)
  if ('trains' in answer) return { ...status, available: true, reason: null, remedy: null }
  return { ...status, available: false, reason: answer.reason, remedy: remedy(node) }
}

function runProbe(id: ProviderId, timeoutMs: number, entry: string, node: string): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const child = fork(entry, [id, lifelineArgument], {
      execPath: node,
      execArgv: [],
      env: { ...process.env, ...cudaEnvironment() },
      stdio: withLifeline('ignore', 'ignore'),
      windowsHide: true,
    })
    let answer: ProbeAnswer | undefined
    const timer = setTimeout(() => {
      answer ??= { reason: sentence('probeNoStep', { seconds: timeoutMs / 1000 }) }
      child.kill('SIGKILL')
    }, timeoutMs)
    child.on('message', (message) => {
      answer = message as ProbeAnswer
      child.kill('SIGKILL')
    })
    const end = (otherwise: Sentence) => {
      clearTimeout(timer)
      resolve(answer ?? { reason: otherwise })
    }
    child.on('error', ({ message }) => end(sentence('probeNotStarted', { said: message })))
    child.on('exit', (code, signal) => end(sentence('probeEnded', { said: signal ?? `code ${code ?? 'unknown'}` })))
  })
}
