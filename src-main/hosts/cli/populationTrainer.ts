import { extname, join } from 'node:path'
import type { Network } from '#shared/networks/network.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { Lane, TrainingEnd } from '#main/benchmark/populationBench.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { forkTied } from '#main/trainer/process/lifeline.ts'
import type { PopulationAnswer, PopulationRequest, PopulationSetting } from './populationWorker.ts'

/** A network and the recipe that it is trained by. */
export interface PopulationMember {
  name: string
  network: Network
  recipe: Recipe
}

/** A process that trains the members of a population in `slots` lanes. */
export interface PopulationTrainer {
  lanes: readonly Lane[]
  /** Largest memory so far, of the members that ended. */
  readonly peakMemoryBytes: number
  end(): void
}

const entry = join(import.meta.dirname, `populationWorker${extname(import.meta.filename)}`)

/** Starts a process and waits until it can train. Rejects with UserError if it cannot. */
export function startPopulationTrainer(
  members: readonly PopulationMember[],
  setting: PopulationSetting,
  slots: number,
): Promise<PopulationTrainer> {
  const child = forkTied(entry)
  const ask = (request: PopulationRequest) => void child.send(request, () => undefined)
  const trained = new Map<number, { onAdvance: Parameters<Lane['train']>[1]; resolve: (end: TrainingEnd) => void }>()
  let lastId = 0
  let peakMemoryBytes = 0
  let ended: string | undefined
  const lane: Lane = {
    train: (network, onAdvance) =>
      new Promise((resolve) => {
        if (ended !== undefined) {
          resolve({ type: 'failed', reason: ended })
          return
        }
        const id = ++lastId
        trained.set(id, { onAdvance, resolve })
        const { network: given, recipe } = members[network]!
        ask({ type: 'train', id, network: given, recipe })
      }),
    stop: () => ask({ type: 'stop' }),
  }
  const trainer: PopulationTrainer = {
    lanes: Array.from({ length: slots }, () => ({ ...lane })),
    get peakMemoryBytes() {
      return peakMemoryBytes
    },
    end: () => {
      if (child.connected) child.disconnect()
    },
  }
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      const answer = message as PopulationAnswer
      if (answer.type === 'ready') resolve(trainer)
      else if (answer.type === 'refused') {
        trainer.end()
        reject(new UserError(answer.reason))
      } else if (answer.type === 'advance') trained.get(answer.id)?.onAdvance(answer.advance)
      else {
        peakMemoryBytes = Math.max(peakMemoryBytes, answer.peakMemoryBytes)
        trained.get(answer.id)?.resolve(answer.end)
        trained.delete(answer.id)
      }
    })
    child.on('close', (code, signal) => {
      ended = `its process ended with ${signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`}.`
      for (const { resolve: tell } of trained.values()) tell({ type: 'failed', reason: ended })
      trained.clear()
      reject(new UserError(ended))
    })
    ask({ type: 'prepare', setting })
  })
}
