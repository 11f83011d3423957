import { z } from 'zod'
import { keptPictures } from '#shared/inspection/inspection.ts'
import { choicesOf, countsOf, judgementBytes } from '#shared/inspection/judgementBytes.ts'
import { limits } from '#shared/schema/limits.ts'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import type { StoredInspection } from '#main/store/tables/inspections.ts'

const number = z.number()
const share = number.min(0).max(1)
const word = z.string().max(limits.note)
/** Index of a class. */
const label = z.int().min(0).max(65_535)

/** What the network of a run gets wrong, as a file holds it: bytes in base64, and nothing that follows from others. */
export const bundledInspectionSchema = z
  .strictObject({
    madeAt: z.int().min(0).max(limits.time),
    isSameWay: z.boolean(),
    classNames: z.array(word).min(2).max(65_536),
    split: z.enum(['train', 'test', 'validation']),
    recordedErrors: z.int().min(0),
    loss: number.min(0),
    worst: z
      .array(
        z.strictObject({
          ...{ index: z.int().min(0), label, predicted: label },
          ...{ probability: share, labelProbability: share, loss: number.min(0), file: word.nullable() },
        }),
      )
      .max(keptPictures.count),
    imageSize: z.int().min(1).max(keptPictures.side),
    /** See PicturedInspection. */
    pixels: z.base64(),
    datasetHash: word,
    /** See judgementBytes. */
    judgements: z.base64(),
  })
  .superRefine((bundled, context) => {
    const { classNames, worst, imageSize, pixels } = bundled
    const wrong = (path: string) =>
      context.addIssue({ code: 'custom', path: [path], ...issueMessage(sentence('inspectionBroken')) })
    if (bytesOf(pixels).length !== 3 * imageSize ** 2 * worst.length) wrong('pixels')
    if (worst.some((image) => Math.max(image.label, image.predicted) >= classNames.length)) wrong('worst')
    try {
      choicesOf(bytesOf(bundled.judgements), classNames.length)
    } catch {
      wrong('judgements')
    }
  })
type BundledInspection = z.infer<typeof bundledInspectionSchema>

const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64')
const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** A stored inspection as it is written. */
export function bundledInspection(stored: StoredInspection): BundledInspection {
  const { madeAt, isSameWay, classNames, split, recordedErrors, loss, worst, imageSize, pixels, judgements } = stored
  return {
    ...{ madeAt, isSameWay, classNames: [...classNames], split, recordedErrors, loss, worst: [...worst], imageSize },
    ...{ pixels: base64Of(pixels), datasetHash: judgements.datasetHash },
    judgements: base64Of(judgementBytes(judgements)),
  }
}

/** An inspection as it is stored with a run of that result. */
export function inspectionToStore(
  { pixels, datasetHash, judgements, ...bundled }: BundledInspection,
  run: { readonly runId: number; readonly digest: string },
): StoredInspection {
  const classes = bundled.classNames.length
  const choices = choicesOf(bytesOf(judgements), classes)
  return {
    ...bundled,
    ...run,
    ...countsOf(choices, classes),
    pixels: bytesOf(pixels),
    judgements: { datasetHash, split: bundled.split, ...choices },
  }
}

/** Fields of an inspection with their counts and those of its run, which must be equal. */
export function countsToMatch(
  { classNames, recordedErrors, judgements }: BundledInspection,
  run: {
    readonly network: { readonly classes: number }
    readonly validationErrors: number | null
    readonly validationCount: number | null
  },
): [field: string, found: number, wanted: string | number][] {
  const { count } = countsOf(choicesOf(bytesOf(judgements), classNames.length), classNames.length)
  return [
    ['inspection.classNames', classNames.length, run.network.classes],
    ['inspection.recordedErrors', recordedErrors, run.validationErrors ?? '–'],
    ['inspection.judgements', count, run.validationCount ?? '–'],
  ]
}
