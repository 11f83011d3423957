import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import type { Network } from '#shared/networks/network.ts'

/** A finished run in the file of the shipped study. */
export interface SampleRun {
  readonly errorPercent: number
  readonly validationErrors: number
  readonly validationCount: number
  readonly network: Network
  readonly draw: Draw
  readonly epochs: readonly {
    readonly epoch: number
    readonly trainErrorPercent: number
    readonly validationErrorPercent: number
  }[]
}

export interface SamplePopulation {
  readonly name: string
  readonly space: DesignSpace
  readonly runs: readonly SampleRun[]
  readonly diverged: number
}

interface File {
  readonly spaces: readonly { readonly definition: DesignSpace }[]
  readonly populations: readonly {
    readonly name: string
    readonly space: number
    readonly runs: readonly (SampleRun & { readonly status: string })[]
  }[]
}

/** The populations of the shipped study in order, read directly from its file. */
export function sampleStudy(): readonly SamplePopulation[] {
  const path = join(import.meta.dirname, '../../resources/sample/sampleStudy.regbench')
  const { spaces, populations } = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as File
  return populations.map(({ name, space, runs }) => ({
    name,
    space: spaces[space]!.definition,
    runs: runs.filter(({ status }) => status === 'finished'),
    diverged: runs.filter(({ status }) => status === 'diverged').length,
  }))
}
