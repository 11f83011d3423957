import { isDeepStrictEqual } from 'node:util'
import { isAbsolute, resolve } from 'node:path'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { planOfRegime } from '#shared/contract/planOfRegime.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { ListedNetwork } from '#shared/studyFiles/networkLists.ts'
import { regimeText, variedKeys } from '#shared/studyFiles/regimes.ts'
import { studyLists, studySpaces, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { studyPopulations, type AskedPopulation } from '#shared/studyFiles/studyPopulations.ts'
import { sizeKeys } from '#shared/datasets/datasetSize.ts'
import { datasetSpecSchema, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { loweringPlanOf } from './plans.ts'
import type { AddedSpace } from './studies.ts'

/**
 * A study's data set: at the study's image size if the kind allows a choice, a folder as an absolute path relative to
 * `origin`. Throws ValueError.
 */
export function studyDataset({ dataset, imageSize }: StudyFile, origin: string): DatasetSpec {
  const { folder } = dataset as { folder?: unknown }
  const placed = typeof folder === 'string' ? { folder: resolve(origin, folder) } : {}
  return parseStrictly(
    datasetSpecSchema,
    { ...sizeKeys(dataset.kind, imageSize), ...dataset, ...placed },
    sentence('datasetOfStudy'),
  )
}

/**
 * The plan of a study file that has no location. Throws LabError if its data set needs one or if its provider or
 * lowering plan is unknown, ValueError for a mistake in the data set.
 */
export function planFromFile(study: StudyFile): StudyPlan {
  const { imageSize, recipe, sweep, halving, flops = null, perSpace = 1, seed, provider, lowering } = study
  const { folder } = study.dataset as { folder?: unknown }
  if (typeof folder === 'string' && !isAbsolute(folder)) {
    throw new LabError('invalid', sentence('datasetFolderRelative', { folder }))
  }
  const dataset = studyDataset(study, '/')
  const plan = {
    imageSize,
    dataset,
    recipe,
    flops,
    perSpace,
    seed,
    provider,
    ...(sweep && { sweep }),
    ...(halving && { halving }),
    ...(lowering !== undefined && { lowering }),
  }
  loweringPlanOf(plan)
  return plan
}

/** A population of a study, with its plan. */
export interface StudyPart {
  readonly definition: DesignSpace
  readonly plan: StudyPlan
  /** How its regime differs from the study's own, for its name; empty: not at all. */
  readonly regime: string
  /** See AskedPopulation; null: its study's file does not ask for it. */
  readonly place: number | null
  /** Its networks, if they are listed; undefined: they are sampled. */
  readonly listed?: readonly ListedNetwork[]
}

/** The populations of a study file, in their order. Throws as planFromFile. */
export function studyParts(file: StudyFile): (StudyPart & AskedPlace)[] {
  const plan = planFromFile(file)
  const varied = variedKeys(file.regimes)
  const asked = studyPopulations(file)
  const own = asked[0]!.regime
  return asked.map(({ definition, regime, place, listed }) => {
    const planned = varied.length > 0 ? { ...planOfRegime(plan, regime), varied } : plan
    return {
      ...{ definition, place, regime: regimeText(regime, own) },
      plan: listed ? listedPlan(planned, listed.length) : planned,
      ...(listed && { listed }),
    }
  })
}
type AskedPlace = Pick<AskedPopulation, 'place'>

/** The spaces of parts as they are added to a study: listed networks refine nothing. */
export const spacesOf = (parts: readonly StudyPart[]): AddedSpace[] =>
  parts.map(({ definition, listed }) => ({ definition, isRoot: listed !== undefined }))

/** The plan of `count` listed networks: no window restricts what they are. */
export const listedPlan = (plan: StudyPlan, count: number): StudyPlan => ({
  ...{ ...plan, flops: null, perSpace: count, listed: true },
})

/**
 * Throws LabError 'invalid' with the place and both values if a file contradicts the one that a study was started with.
 * It may ask for more: networks per space, and spaces, lists of networks and values of regimes after the existing ones.
 * Name, trainers, weights to keep and early ends do not affect the networks and may differ.
 */
export function requireSameStudy(given: StudyFile, stored: StudyFile): void {
  const begun = fixedParts(stored)
  const fixed = fixedParts(given)
  const ours = {
    ...fixed,
    spaces: fixed.spaces.slice(0, begun.spaces.length),
    networks: fixed.networks.slice(0, begun.networks.length),
    regimes: beginnings(fixed.regimes, begun.regimes),
  }
  const [was, is] = [stored.perSpace ?? 0, given.perSpace ?? 0]
  const found = firstDifference(begun, ours, '') ?? (is < was ? { place: 'perSpace', was, is } : undefined)
  if (!found) return
  const values = { name: stored.name, place: found.place, was: shown(found.was), is: shown(found.is) }
  throw new LabError('invalid', sentence('studyFixed', values))
}

/** What determines the networks of a study and their training, as plain data. */
function fixedParts(study: StudyFile) {
  const { imageSize, dataset, recipe, sweep, halving, flops, seed, provider, lowering } = planFromFile(study)
  const networks = studyLists(study)
  const { regimes = {} } = study
  const parts = {
    spaces: studySpaces(study),
    networks,
    regimes,
    flops,
    imageSize,
    dataset,
    recipe,
    sweep,
    halving,
    seed,
    provider,
    lowering,
  }
  return JSON.parse(JSON.stringify(parts)) as Record<string, unknown> & {
    spaces: unknown[]
    networks: unknown[]
    regimes: Record<string, unknown[]>
  }
}

/** As many values of each key as there were at the beginning. */
const beginnings = (values: Record<string, unknown[]>, begun: Record<string, unknown[]>): Record<string, unknown[]> =>
  Object.fromEntries(Object.keys(begun).map((key) => [key, (values[key] ?? []).slice(0, begun[key]!.length)]))

interface Difference {
  place: string
  was: unknown
  is: unknown
}

/** The first place, depth first, at which plain data differ. */
function firstDifference(was: unknown, is: unknown, place: string): Difference | undefined {
  if (isDeepStrictEqual(was, is)) return undefined
  if (!isComposed(was) || !isComposed(is) || Array.isArray(was) !== Array.isArray(is)) return { place, was, is }
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const inner = Array.isArray(was) ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`
    const found = firstDifference((was as Plain)[key], (is as Plain)[key], inner)
    if (found) return found
  }
  return undefined
}

type Plain = Record<string, unknown>
const isComposed = (value: unknown): value is object => typeof value === 'object' && value !== null

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '–'
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
