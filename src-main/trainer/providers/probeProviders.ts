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
  /** Why it is not available; null when it is. */
  reason: Sentence | null
  /** What to do about it; null when it is available or cannot be on this system. */
  remedy: Sentence | null
}

/** What the throw-away process says: that a training step came out right, or why it did not. */
export type ProbeAnswer = { trains: true } | { reason: Sentence }

const probeEntry = join(import.meta.dirname, `probeStep${extname(import.meta.filename)}`)

/**
 * Which providers train on this machine. Each is tried in a process of its own by a real training step, since a missing
 * or broken one can end the process and some operators load but fail when run.
 */
export async function probeProviders(timeoutMs = 60_000): Promise<ProviderStatus[]> {
  return Promise.all(providerIds.map((id) => probeProvider(id, timeoutMs)))
}

/** Whether one provider trains on this machine. `entry` and `node` say what is run. */
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
