import { isDeepStrictEqual } from 'node:util'
import { isAbsolute, resolve } from 'node:path'
import { invalid, parseStrictly } from '#shared/schema/parseStrictly.ts'
import { loweringPlans } from '#shared/lowering/plans.ts'
import type { LoweringPlan } from '#shared/lowering/plan.ts'
import { suggestion } from '#shared/schema/nearestName.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import type { StudyFile } from '#shared/studies/studyFile.ts'
import { datasetSpecSchema, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { plansHere } from '#main/trainer/plansHere.ts'
import { providers, type Provider } from '#main/trainer/providers.ts'

/**
 * The data set of a study: images in the study's size where the kind has a choice, a folder as an absolute path seen
 * from `origin`. Throws ValueError.
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

/** The lowering plan of a study, or of its provider. Throws ValueError naming the nearest known provider or plan. */
export function studyPlan({ provider, lowering }: StudyFile): LoweringPlan {
  const { plan } = named<Provider>(providers, provider, 'provider')
  return lowering === undefined
    ? loweringPlans[plan]
    : named<LoweringPlan>(Object.fromEntries(plansHere), lowering, 'lowering')
}

/** What the populations of a study have in common, with `dataset` as studyDataset gives it. */
export function studyPlanOf({ imageSize, dataset, recipe, flops, perSpace, seed, provider }: StudyFile): StudyPlan {
  return { imageSize, dataset: dataset as DatasetSpec, recipe, flops: flops ?? null, perSpace, seed, provider }
}

/** The plan of a study file that has no place of its own. Throws LabError where it would need one, or RangeError. */
export function planFromFile(study: StudyFile): StudyPlan {
  const { folder } = study.dataset as { folder?: unknown }
  if (typeof folder === 'string' && !isAbsolute(folder)) {
    throw new LabError('invalid', sentence('datasetFolderRelative', { folder }))
  }
  const provider = named<Provider>(providers, study.provider, 'provider')
  if (studyPlan(study).id !== loweringPlans[provider.plan].id) {
    throw new LabError(
      'invalid',
      sentence('loweringGiven', { lowering: study.lowering ?? '', provider: study.provider }),
    )
  }
  return studyPlanOf({ ...study, dataset: studyDataset(study, '/') })
}

function named<T>(table: Readonly<Record<string, T>>, name: string, key: string): T {
  const found = Object.entries(table).find(([known]) => known === name)
  if (found) return found[1]
  const fault = { path: [key], value: JSON.stringify(name), said: suggestion(name, Object.keys(table)) }
  throw new ValueError(invalid(sentence('study'), [fault]))
}

/** What may be another on resume without another result. */
const free: readonly (keyof StudyFile)[] = ['trainers', 'keepWeights']

/** Throws LabError naming the first key in which a study differs from the one that its folder holds. */
export function requireSameStudy(given: StudyFile, stored: StudyFile, folder: string): void {
  const plain = (study: StudyFile) => JSON.parse(JSON.stringify(study)) as Record<string, unknown>
  const [ours, theirs] = [plain(given), plain(stored)]
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])] as (keyof StudyFile)[]
  const key = keys.find((name) => !free.includes(name) && !isDeepStrictEqual(ours[name], theirs[name]))
  if (key === undefined) return
  throw new LabError(
    'invalid',
    `The study in ${folder} has another ${key} (${shown(theirs[key])}, given ${shown(ours[key])}). ` +
      'Resume it as it was started, or start the changed study in another folder.',
  )
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'none'
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
