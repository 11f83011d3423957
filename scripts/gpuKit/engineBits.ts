/**
 * Trains networks for some steps on a provider by each engine, and prints a JSON line for each engine and network: the
 * digest of its state and whether it is that of the first engine.
 *
 *   node scripts/gpuKit/engineBits.ts PROVIDER ENGINE...
 */
import { createHash } from 'node:crypto'
import { flatNames } from '#shared/lowering/packing.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { stepOnNoise } from '#main/benchmark/stepOnNoise.ts'
import type { EngineName } from '#main/trainer/engine/createEngine.ts'
import { providers, type ProviderId } from '#main/trainer/providers/providers.ts'
import { groupedNetwork } from '#main/trainer/providers/stepCheck.ts'
import { tinyNetwork } from '#main/trainer/providers/tinyNetwork.ts'

const [provider, ...engines] = process.argv.slice(2) as [ProviderId, ...EngineName[]]
const steps = 12
const plan = loweringPlans[providers[provider].plan]

for (const [network, described] of Object.entries({ tiny: tinyNetwork, grouped: groupedNetwork })) {
  let first: string | undefined
  for (const engine of engines) {
    try {
      const loaded = await stepOnNoise(described, 8, plan, { provider, threads: 1, engine })
      for (let step = 0; step < steps; step++) await loaded.step()
      const hash = createHash('sha256')
      for (const name of Object.values(flatNames)) hash.update(await loaded.engine.read(name))
      const digest = hash.digest('hex').slice(0, 16)
      await loaded.engine.release()
      first ??= digest
      console.log(JSON.stringify({ provider, engine, network, steps, digest, isEqual: digest === first }))
    } catch (error) {
      console.log(JSON.stringify({ provider, engine, network, error: (error as Error).message }))
      process.exitCode = 1
    }
  }
}
