import { Tensor } from 'onnxruntime-node'
import { setImmediate } from 'node:timers/promises'
import { ConfusionCounts } from '#shared/inspection/confusion.ts'
import type { Inspection, JudgedImage } from '#shared/inspection/inspection.ts'
import type { Judgements } from '#shared/inspection/pairedInspections.ts'
import { flatNames, pack, slotNamed, type NamedTensors } from '#shared/lowering/packing.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, recordBytes, type Dataset } from '#main/datasets/dataset.ts'
import { divide } from '#main/datasets/split.ts'
import { readWeights, type RunOfWeights, type WeightsDescription } from '../files/weights.ts'
import { planIdHere, planOf } from '../providers/plansHere.ts'
import { providers } from '../providers/providers.ts'
import { createSession } from '../providers/session.ts'
import { Evaluator } from '../training/evaluate.ts'
import { judgementOf } from '../training/scores.ts'

export interface InspectionRequest {
  weightsFile: string
  /** The run of the weights; unknown for a file by itself. */
  run?: RunOfWeights | undefined
  /** Most images to return. */
  worst: number
}

/** An inspection with the images that it names. */
export interface WeightsInspection extends Inspection {
  description: WeightsDescription
  /** Id of the lowering plan that computed it, on the processor. */
  plan: string
  /** What it chose for every image. */
  judgements: Judgements
  /** Side of the images in pixels. */
  imageSize: number
  /** The worst images one after another: uint8 RGB, planar, `imageSize` squared. */
  pixels: Uint8Array
}

/**
 * What the weights in a file do on the images that their error was measured on, computed on the processor as the
 * trainer does: a run that was trained there has the same errors, bit for bit. `tell` receives the images done. Throws
 * WeightsError, or DatasetError if the images are not those that the weights were trained for.
 */
export async function inspectWeights(
  dataset: Dataset,
  { weightsFile, run, worst }: InspectionRequest,
  tell: (done: number, total: number) => void,
): Promise<WeightsInspection> {
  const { tensors, description } = readWeights(weightsFile, run)
  if (dataset.info.hash !== description.dataset.hash)
    throw new DatasetError(sentence('datasetChanged', { name: dataset.called }))
  const { network, recipe } = description
  const { measured } = divide(dataset, recipe.validation)
  const { split, indices } = measured
  const plan = planOf(planOnProcessor(description))
  const batch = Math.min(recipe.batchSize, indices.length)
  const session = { provider: 'cpu', threads: 1 }
  const evaluator = await Evaluator.create(
    network,
    plan,
    { open: (lowered) => createSession(lowered, session) },
    { dataset, split, indices, batch },
  )
  try {
    const confusion = new ConfusionCounts(network.classes)
    const highest = new HighestLosses(worst)
    const labels = Uint16Array.from(indices, (index) => dataset.labels[split][index]!)
    const predicted = new Uint16Array(indices.length)
    let judged = 0
    let done = 0
    const evaluation = await evaluator.evaluate(
      flatWeights(evaluator, new Map([...tensors].map(([name, { data }]) => [name, data]))),
      async () => {
        tell(Math.min(done, indices.length), indices.length)
        done += batch
        await setImmediate()
      },
      (index, logits, n) => {
        const label = dataset.labels[split][index]!
        const judgement = judgementOf(logits, n, label)
        confusion.add(label, judgement.predicted)
        predicted[judged++] = judgement.predicted
        highest.add({ index, label, ...judgement, file: null })
      },
    )
    const images = highest.images().map((image) => ({ ...image, file: dataset.fileOf?.(split, image.index) ?? null }))
    const { imageSize, classNames } = dataset.info
    const pixels = new Uint8Array(images.length * recordBytes(imageSize))
    await dataset.readBatch(
      split,
      images.map(({ index }) => index),
      pixels,
    )
    return {
      ...{ classNames, split, count: evaluation.count, errors: evaluation.errors, loss: evaluation.loss },
      recordedErrors: description.validationErrors,
      confusion: confusion.cells(),
      worst: images,
      judgements: { datasetHash: dataset.info.hash, split, indices, labels, predicted },
      ...{ description, plan: plan.id, imageSize, pixels },
    }
  } finally {
    await evaluator.release()
  }
}

/** The `count` images with the highest losses, of those added; of equals, the first. */
class HighestLosses {
  readonly #count: number
  #images: JudgedImage[] = []

  constructor(count: number) {
    this.#count = count
  }

  add(image: JudgedImage): void {
    this.#images.push(image)
    if (this.#images.length >= 2 * this.#count + 1000) this.#images = this.images()
  }

  images(): JudgedImage[] {
    return this.#images.sort((a, b) => b.loss - a.loss).slice(0, this.#count)
  }
}

/** The id of the plan that the weights were trained by or, if the processor does not train by that, of its own. */
const planOnProcessor = ({ provider, plan }: WeightsDescription): string =>
  provider === 'cpu' ? planIdHere('cpu', plan) : loweringPlans[providers.cpu.plan].id

/** Named weights as the flat vectors of an evaluation graph. */
function flatWeights({ slots }: Evaluator, tensors: NamedTensors) {
  const vector = (name: string) => {
    const slot = slotNamed(slots, name)
    return new Tensor('float32', pack(slot, tensors), slot.shape)
  }
  return { parameters: vector(flatNames.parameter), statistics: vector(flatNames.statistic) }
}
