import type { Graph } from '#shared/graph/graph.ts'
import type { LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import { lowerStep } from '#shared/lowering/lowerStep.ts'
import { deviceNames } from '#shared/lowering/packing.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import { normalisationTable } from '#shared/training/augmentation.ts'
import { judgedLabels, type BatchDraw } from '#shared/training/batchDraw.ts'
import type { Mixup } from '#shared/training/mixup.ts'
import { outside, partLengths, type ImageParts } from '#shared/training/packedImages.ts'
import { placementIndices } from '#shared/training/placementIndices.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import type { Step } from './stepEngine.ts'

/** The values of inputs by the names of their slots. */
export type InputArrays = Readonly<Record<string, Float32Array | Int32Array>>

/** An input that is the same for all steps. */
export interface FixedInput {
  /** What it is a part of: inputs of one name with equal words have equal values, also in other graphs. */
  of: string
  /** Makes its values: large ones, to be made one after another. */
  make: () => Promise<Float32Array>
}

/** A training step for any engine: its graph, and how the inputs that are not state are filled. */
export interface StepGraph {
  lowered: LoweredGraph
  /** The inputs that are the same for all steps, by slot name. */
  fixed: ReadonlyMap<string, FixedInput>
  /** Steps that the state slot `deviceNames.history` holds; null: each step has its loss and logits as outputs. */
  history: number | null
  /** Writes the inputs of a step that are neither state nor fixed into arrays of their slots' sizes. */
  fill(step: Step, into: InputArrays): Promise<void>
}

/** Writes batches on the host, in the layout of a plan. */
export interface BatchWriter {
  write(draw: BatchDraw, images: Float32Array, targets: Float32Array): Promise<void>
}

/** What a step keeps where it computes besides its state. */
export interface Kept {
  /** See StepGraph. */
  history: number | null
  /** Whether it keeps averages of the weights. */
  average?: boolean
}

/** A training graph whose batches the host writes. */
export function writtenStep(
  graph: Graph,
  plan: LoweringPlan,
  batches: BatchWriter,
  kept: Kept = { history: null },
): StepGraph {
  const { history } = kept
  return {
    lowered: lowerStep(graph, plan, stepNames, kept),
    fixed: new Map(),
    history,
    async fill(step, into) {
      const { draw } = step
      await batches.write(draw, into[stepNames.images] as Float32Array, into[stepNames.targets] as Float32Array)
      if (history !== null) into[deviceNames.labels]!.set(judgedLabels(draw))
      fillRates(step, into)
    },
  }
}

/** Fills what a step takes besides its batch. */
function fillRates({ learningRate, average }: Step, into: InputArrays): void {
  into[stepNames.learningRate]![0] = learningRate
  if (!average) return
  into[deviceNames.average.share]![0] = average.share
  into[deviceNames.average.rest]![0] = average.rest
}

/** Training images to lie on a device. */
export interface PackedImages {
  /** Names the images and their order, in every run. */
  key: string
  parts: ImageParts
  /** Per channel, on the 0..1 scale. */
  mean: readonly [number, number, number]
  std: readonly [number, number, number]
  /** Makes a part; see packImage. */
  pack(part: number): Promise<Float32Array>
}

/** A training graph that makes its batches on the device, of images that lie there; `mixup`: also mixing them. */
export function deviceStep(
  graph: Graph,
  plan: LoweringPlan,
  images: PackedImages,
  { mixup = false, ...kept }: Kept & { history: number; mixup?: boolean },
): StepGraph {
  const { parts } = images
  const lengths = partLengths(parts)
  const device = { lengths, outside, normalised: normalisationTable(images), mixup }
  const { batchLast } = plan.layout
  const of = JSON.stringify([images.key, parts])
  return {
    lowered: lowerStep(graph, plan, stepNames, { images: device, ...kept }),
    fixed: new Map(lengths.map((_, part) => [deviceNames.pixels(part), { of, make: () => images.pack(part) }])),
    history: kept.history,
    fill(step, into) {
      const { draw } = step
      const { positions, placements } = draw
      const rows = lengths.map((_, part) => into[deviceNames.rows(part)] as Int32Array)
      placementIndices(positions, placements, parts, batchLast, rows, into[deviceNames.columns] as Int32Array)
      into[deviceNames.labels]!.set(judgedLabels(draw))
      if (draw.mixup) fillMixup(draw, draw.mixup, into)
      fillRates(step, into)
      return Promise.resolve()
    },
  }
}

function fillMixup({ labels }: BatchDraw, { share, rest, partners }: Mixup, into: InputArrays): void {
  const names = deviceNames.mixup
  into[names.share]![0] = share
  into[names.rest]![0] = rest
  into[names.partners]!.set(partners)
  into[names.own]!.set(labels)
  into[names.theirs]!.set(partners.map((partner) => labels[partner]!))
}
