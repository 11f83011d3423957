import { isDeepStrictEqual } from 'node:util'
import { isAbsolute, resolve } from 'node:path'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { studySpaces, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { datasetSpecSchema, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { loweringPlanOf } from './plans.ts'

/**
 * A study's data set: at the study's image size if the kind allows a choice, a folder as an absolute path relative to
 * `origin`. Throws ValueError.
 */
export function studyDataset({ dataset, imageSize }: StudyFile, origin: string): DatasetSpec {
  const sizes: Record<string, Record<string, number>> = {
    synthetic: { imageSize },
    imageFolder: { imageSize },
    idx: { resize: imageSize },
  }
  const { folder } = dataset as { folder?: unknown }
  const placed = typeof folder === 'string' ? { folder: resolve(origin, folder) } : {}
  return parseStrictly(datasetSpecSchema, { ...sizes[dataset.kind], ...dataset, ...placed }, sentence('datasetOfStudy'))
}

/**
 * The plan of a study file that has no location. Throws LabError if its data set needs one or if its provider or
 * lowering plan is unknown, ValueError for a mistake in the data set.
 */
export function planFromFile(study: StudyFile): StudyPlan {
  const { imageSize, recipe, sweep, flops = null, perSpace, seed, provider, lowering } = study
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
    ...(lowering !== undefined && { lowering }),
  }
  loweringPlanOf(plan)
  return plan
}

/**
 * Throws LabError 'invalid' with the place and both values if a file contradicts the one that a study was started with.
 * It may ask for more: networks per space, and spaces after the existing ones. Name, trainers, weights to keep and early
 * ends do not affect the networks and may differ.
 */
export function requireSameStudy(given: StudyFile, stored: StudyFile): void {
  const begun = fixedParts(stored)
  const fixed = fixedParts(given)
  const ours = { ...fixed, spaces: fixed.spaces.slice(0, Math.max(begun.spaces.length, 1)) }
  const found =
    firstDifference(begun, ours, '') ??
    (given.perSpace < stored.perSpace ? { place: 'perSpace', was: stored.perSpace, is: given.perSpace } : undefined)
  if (!found) return
  const values = { name: stored.name, place: found.place, was: shown(found.was), is: shown(found.is) }
  throw new LabError('invalid', sentence('studyFixed', values))
}

/** What determines the networks of a study and their training, as plain data. */
function fixedParts(study: StudyFile) {
  const { imageSize, dataset, recipe, sweep, flops, seed, provider, lowering } = planFromFile(study)
  const parts = { spaces: studySpaces(study), flops, imageSize, dataset, recipe, sweep, seed, provider, lowering }
  return JSON.parse(JSON.stringify(parts)) as Record<string, unknown> & { spaces: unknown[] }
}

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
