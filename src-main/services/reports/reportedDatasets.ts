import { basename } from 'node:path'
import type { DatasetContents } from '#shared/contract/datasets.ts'
import { canonical } from '#shared/refinement/comparison/trainingTerms.ts'
import { imagesToTrainOn, type ImageCounts } from '#shared/training/epochImages.ts'
import type { ReportedDataset } from '#main/reports/studyReport.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import type { LabContext } from '../labContext.ts'
import { imageCounts } from '../populations/comparableWork.ts'
import type { ShownPopulation } from './reportedSides.ts'

interface Sources {
  readonly db: LabContext['db']
  readonly datasets: Pick<DatasetReader, 'contents'>
  readonly signal?: AbortSignal | undefined
}

/**
 * The data sets of populations, each once, and for each population the place of its own. Populations that hold out other
 * images for validation have data sets of their own.
 */
export async function reportedDatasets(
  shown: readonly ShownPopulation[],
  { db, datasets, signal }: Sources,
): Promise<{ datasets: ReportedDataset[]; places: number[] }> {
  // Each is opened once, as looking into the files takes long.
  const opened = new Map<string, Promise<DatasetContents | undefined>>()
  const contentsOf = ({ population: { plan } }: ShownPopulation) => {
    const key = canonical(plan.dataset)
    const contents = opened.get(key) ?? datasets.contents(plan.dataset, signal).catch(() => undefined)
    opened.set(key, contents)
    return contents
  }
  // The files may be gone and a population without finished runs; others on the same images know how many there are.
  const runsOnSame = Map.groupBy(shown, imagesKey)
  const described = await Promise.all(
    shown.map(async (one) => {
      const runs = runsOnSame.get(imagesKey(one))!.flatMap((other) => other.runs)
      const given = { population: one.population, runs }
      return one.population.origin ? unknownDataset(given) : describe(db, given, await contentsOf(one))
    }),
  )
  const keys = described.map(canonical)
  const distinct = [...new Set(keys)]
  return {
    datasets: distinct.map((key) => described[keys.indexOf(key)]!),
    places: keys.map((key) => distinct.indexOf(key)),
  }
}

const imagesKey = ({ population: { id, origin, datasetHash, plan } }: ShownPopulation): string =>
  canonical(origin ? id : [datasetHash, plan.recipe.validation])

/** What is known of the images of a population that was trained elsewhere. */
function unknownDataset({ population, runs }: ShownPopulation): ReportedDataset {
  return {
    ...{ kind: null, name: '', classNames: [], hash: '', trainCount: null, validationCount: 0, hasOwnValidation: null },
    classes: runs[0]?.network.classes ?? 0,
    imageSize: population.plan.imageSize,
  }
}

/** The data set as far as it is known: its files may be on another machine, and there are then no `contents`. */
function describe(db: Sources['db'], shown: ShownPopulation, contents: DatasetContents | undefined): ReportedDataset {
  const { runs, population } = shown
  const { datasetHash: hash, plan } = population
  const { dataset, imageSize, recipe } = plan
  const validationCount = runs.find((run) => run.validationCount !== null)?.validationCount ?? 0
  const name = contents?.name ?? ('folder' in dataset ? basename(dataset.folder) : dataset.kind)
  // The folder's contents may have changed since.
  const counts: ImageCounts | null = contents?.hash === hash ? contents : imageCounts(db, hash)
  // Only image folders have a separate validation set.
  const isHeldOut = dataset.kind !== 'imageFolder'
  const trained = isHeldOut ? Math.round(validationCount / recipe.validation.share) - validationCount : null
  return {
    kind: dataset.kind,
    name,
    classNames: contents?.classNames ?? [],
    hash,
    classes: contents?.classNames.length ?? runs[0]?.network.classes ?? 0,
    trainCount: counts ? imagesToTrainOn(recipe, counts) : trained,
    validationCount,
    hasOwnValidation: counts ? Boolean(counts.validationCount) : isHeldOut ? false : null,
    imageSize,
  }
}
