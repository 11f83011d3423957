import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { DesignSpace } from 'regnet-lab-bench/designspaces'
import { networkComplexity } from 'regnet-lab-bench/networks'
import type { MeasuredRun } from 'regnet-lab-bench/refinement'

interface Bundle {
  readonly spaces: readonly { readonly definition: DesignSpace }[]
  readonly populations: readonly {
    readonly space: number
    readonly runs: readonly (Omit<MeasuredRun, 'complexity'> & { readonly status: string })[]
  }[]
}

/** A space of the study that comes with the bench, and its finished runs. A study bundle is gzip of JSON. */
export function shippedPopulation(name: string): { space: DesignSpace; runs: MeasuredRun[] } {
  const file = new URL('../resources/sample/sampleStudy.regbench', import.meta.url)
  const { spaces, populations } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Bundle
  const population = populations.find(({ space }) => spaces[space]!.definition.name === name)
  if (!population) throw new RangeError(`no population of ${name} in the shipped study`)
  const runs = population.runs
    .filter(({ status }) => status === 'finished')
    .map((run) => ({ ...run, complexity: networkComplexity(run.network, 'paper') }))
  return { space: spaces[population.space]!.definition, runs }
}
