import { createHash } from 'node:crypto'
import type { Origin, RunOrigin } from '#shared/contract/origin.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { datasetSpecSchema } from '#shared/datasets/datasetSpec.ts'
import { guessMapping } from '#shared/results/guessMapping.ts'
import type { DrawnResult, ResultPopulation } from '#shared/results/resultPopulations.ts'
import { plainName } from '#shared/schema/plainName.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { bundleFormatVersion, type Bundle, type BundledPopulation, type BundledRun } from './bundleSchema.ts'
import { digestOfElsewhere, digestOfPopulations, digestOfRuns } from './digests.ts'
import { populationsOf, resultTableOf, type ResultsFile } from './resultsFile.ts'

export interface ResultsImport extends ResultsFile {
  /** Name of the study. */
  name: string
  /** Whether to leave out rows that cannot be used; otherwise they are an error. */
  leavesOut: boolean
  now: number
}

/** Most unusable rows named in an error. */
const mostNamed = 5

/** What runs trained elsewhere have in the place of a provider, a version and a processor. */
export const elsewhere = 'elsewhere'

/**
 * A file of results as a study that can be brought into a lab. Its plan is only where planning of further networks
 * begins: image size and number of networks of its largest population, and, since the file does not tell them, built-in
 * images and the paper's recipe. Throws ValueError.
 */
export function resultsBundle({ name, leavesOut, now, ...given }: ResultsImport): Bundle {
  const table = resultTableOf(given.bytes)
  const mapping = given.mapping ?? guessMapping(table)
  const { spaces, populations, unusable } = populationsOf(table, mapping, given)
  if (populations.length === 0 || (unusable.length > 0 && !leavesOut)) throw new ValueError(refusal(unusable))
  const digest = createHash('sha256').update(given.bytes).digest('hex')
  const origin: Origin = { file: given.file, format: table.format, digest, mapping }
  const largest = populations.reduce((a, b) => (b.results.length > a.results.length ? b : a))
  let first = 0
  const bundled = populations.map((population) => {
    const brought = bundledPopulation(population, { origin, now, first })
    first += population.results.length
    return brought
  })
  return {
    ...{ format: 'regnet-lab-bench/study', formatVersion: bundleFormatVersion },
    study: {
      ...{ name: plainName(name), createdAt: now, plan: startingPlan(largest), classes: largest.classes },
      definition: null,
      digest: digestOfPopulations(bundled.map(({ runs }) => digestOfRuns(runs))),
    },
    spaces: spaces.map((definition) => ({ parent: null, definition, state: 'draft', reason: null, createdAt: now })),
    populations: bundled,
    ...{ refinements: [], reports: [], log: [] },
  }
}

function refusal(unusable: readonly { place: number; said: ReturnType<typeof sentence> }[]) {
  const named = unusable.slice(0, mostNamed).map(({ place, said }) => sentence('inLine', { line: place, faults: said }))
  return sentence('resultsUnusable', { count: unusable.length, named })
}

/** Largest image size of the built-in images; for larger networks the user has to choose others. */
const largestBuiltIn = 64

function startingPlan({ imageSize, results }: ResultPopulation): StudyPlan {
  const size = Math.min(imageSize, largestBuiltIn)
  return {
    ...{ imageSize, dataset: datasetSpecSchema.parse({ kind: 'synthetic', imageSize: size }) },
    ...{ recipe: recipeSchema.parse({}), flops: null, perSpace: Math.min(results.length, 10_000), seed: 1 },
    provider: 'cpu',
  }
}

interface Brought {
  origin: Origin
  now: number
  /** Number of runs before it. */
  first: number
}

function bundledPopulation(population: ResultPopulation, { origin, now, first }: Brought): BundledPopulation {
  const { name, space, results, recipes } = population
  const { recipe, sweep, draws } = recipes
  const plan = { ...startingPlan(population), provider: elsewhere, recipe, ...(sweep && { sweep }) }
  return {
    ...{ name, space, seed: 0, plan, datasetHash: origin.digest, keepWeights: { keep: 'none' }, origin },
    createdAt: now,
    runs: results.map((result, i) => bundledRun({ ...result, recipeDraw: draws[i]! }, first + i, now)),
  }
}

function bundledRun(result: DrawnResult, index: number, now: number): BundledRun {
  const { network, draw, recipeDraw, status, errorPercent, tags, note, exclusion } = result
  const origin: RunOrigin = {
    ...{ place: result.place, epochs: result.epochs, seed: result.seed, top5ErrorPercent: result.top5ErrorPercent },
    errorCurve: [...result.errorCurve],
  }
  const run = {
    ...{ network, ...(draw && { draw }), ...(recipeDraw && { recipeDraw }), origin, status, errorPercent },
    // Seeds of other programs do not make equal networks one experiment; their places in the file tell them apart.
    ...{ seed: index, onnxruntimeVersion: elsewhere, provider: elsewhere, cpuFeatures: elsewhere, plan: elsewhere },
    ...{ reason: null, validationErrors: null, validationCount: null, pinned: false, peakMemoryBytes: null },
    ...{ environment: null, tags: [...tags], note, ...(exclusion !== null && { exclusion }) },
    ...{ createdAt: now, startedAt: null, finishedAt: null, epochs: [] },
  }
  return { ...run, digest: digestOfElsewhere(run) }
}
