import { extname, join } from 'node:path'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { EngineChoice } from '../engine/createEngine.ts'
import { cudaEnvironment } from './cudaLibraries.ts'
import { forkTied } from '../process/lifeline.ts'
import { providerIds, providers, type Provider, type ProviderId } from './providers.ts'

export interface ProviderStatus {
  id: ProviderId
  label: string
  available: boolean
  /** Id of the lowering plan of its runs. */
  plan: string
  /** What takes its steps; null if it is not available. */
  engine: EngineChoice | null
  /** Why it cannot train in mixed precision; null if it can, or if it is not available at all. */
  mixedFault: Sentence | null
  /** Why it is not available; null if it is. */
  reason: Sentence | null
  /** What to do about it; null if it is available or cannot be on this system. */
  remedy: Sentence | null
}

/** Answer of the probe process: which engine took a training step, which was correct, or why there is none. */
type ProbeAnswer = { engine: EngineChoice } | { reason: Sentence }
/**
 * A message of the probe process: that the training step has been loaded and begins, its answer, and after an engine
 * whether products in float16 are correct too.
 */
export type ProbeMessage = { loaded: true } | ProbeAnswer | { mixedFault: Sentence | null }

/** How long a provider may take to load a training step, and then to compute it. */
export interface Patience {
  loadMs: number
  /** A GPU's driver compiles every shader before the first step; it keeps them for later starts. */
  stepMs: number
  /** Called once a provider has loaded the step and begins to compile and compute it. */
  onLoaded?: (id: ProviderId) => void
}
export const defaultPatience: Patience = { loadMs: 60_000, stepMs: 300_000 }

const probeEntry = join(import.meta.dirname, `probeStep${extname(import.meta.filename)}`)

/**
 * Which providers can train on this machine. Each runs a real training step in a process of its own, because a missing
 * or broken provider can crash the process and some operators load but fail at run time.
 */
export async function probeProviders(patience = defaultPatience): Promise<ProviderStatus[]> {
  return Promise.all(providerIds.map((id) => probeProvider(id, patience)))
}

/** Whether one provider can train on this machine. `entry` and `node` override what is run. */
export async function probeProvider(
  id: ProviderId,
  patience = defaultPatience,
  { entry = probeEntry, node = process.execPath } = {},
): Promise<ProviderStatus> {
  const { label, platforms, plan, remedy, explain, refused }: Provider = providers[id]
  const status = { id, label, plan: loweringPlans[plan].id, engine: null, mixedFault: null }
  const here = `${process.platform}-${process.arch}`
  if (!platforms.includes(here))
    return { ...status, available: false, reason: sentence('providerElsewhere', { system: here }), remedy: null }
  if (refused) return { ...status, available: false, reason: refused(), remedy: remedy(node) }
  const answer = await runProbe(id, patience, entry, node)
  if ('engine' in answer) return { ...status, ...answer, available: true, reason: null, remedy: null }
  const fault = explain?.(answer.errorOutput)
  return { ...status, available: false, reason: fault?.reason ?? answer.reason, remedy: fault?.remedy ?? remedy(node) }
}

/** The answer of a probe, and what its process wrote to the error output if it does not train. */
type Probed = { engine: EngineChoice; mixedFault: Sentence | null } | { reason: Sentence; errorOutput: string }

const keptCharacters = 8000

function runProbe(
  id: ProviderId,
  { loadMs, stepMs, onLoaded }: Patience,
  entry: string,
  node: string,
): Promise<Probed> {
  return new Promise((resolve) => {
    const child = forkTied(entry, {
      ...{ execPath: node, env: { ...process.env, ...cudaEnvironment() } },
      ...{ arguments: [id], errors: 'pipe' },
    })
    let errorOutput = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errorOutput = (errorOutput + text).slice(-keptCharacters)
    })
    let answer: ProbeAnswer | undefined
    let mixedFault: Sentence | null | undefined
    const endAfter = (ms: number) =>
      setTimeout(() => {
        const reason = sentence('probeNoStep', { seconds: ms / 1000 })
        if (answer) mixedFault ??= reason
        else answer = { reason }
        child.kill('SIGKILL')
      }, ms)
    let timer = endAfter(loadMs)
    child.on('message', (message: ProbeMessage) => {
      clearTimeout(timer)
      if ('loaded' in message) {
        timer = endAfter(stepMs)
        onLoaded?.(id)
      } else if ('engine' in message) {
        answer = message
        timer = endAfter(stepMs)
      } else {
        if ('mixedFault' in message) mixedFault = message.mixedFault
        else answer = message
        child.kill('SIGKILL')
      }
    })
    const end = (otherwise: Sentence) => {
      clearTimeout(timer)
      const ended = answer ?? { reason: otherwise }
      if (!('engine' in ended)) resolve({ ...ended, errorOutput })
      // A process that ended without a word about float16 was ended by it.
      else resolve({ ...ended, mixedFault: mixedFault === undefined ? otherwise : mixedFault })
    }
    child.on('error', ({ message }) => end(sentence('probeNotStarted', { said: message })))
    // The error output may end after the process.
    let awaited = 2
    let ending: Sentence
    const arrived = () => {
      if (--awaited === 0) end(ending)
    }
    child.on('exit', (code, signal) => {
      ending = sentence('probeEnded', { said: signal ?? `code ${code ?? 'unknown'}` })
      arrived()
    })
    child.stderr?.on('close', arrived)
  })
}
