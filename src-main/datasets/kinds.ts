import { z } from 'zod'
import { openCifar10, openCifar100 } from './cifar.ts'
import type { Dataset, OpenEnvironment } from './dataset.ts'
import { DatasetError } from './dataset.ts'
import { openIdx } from './idx.ts'
import { openImageFolder } from './imageFolder.ts'
import { openSynthetic } from './synthetic.ts'

const folder = z.string().min(1)
const imageCount = z.int().min(10).max(1_000_000)

/** Every kind of data set, by stable id. One more kind is one more entry. */
export const datasetKinds = {
  synthetic: defineKind(
    'Built-in figures',
    z.strictObject({
      kind: z.literal('synthetic'),
      seed: z.int().min(0).default(1),
      imageSize: z.int().min(8).max(64).default(16),
      trainCount: imageCount.default(10_000),
      testCount: imageCount.default(2_000),
    }),
    openSynthetic,
  ),
  cifar10: defineKind('CIFAR-10 (binary)', z.strictObject({ kind: z.literal('cifar10'), folder }), (spec) =>
    openCifar10(spec.folder),
  ),
  cifar100: defineKind('CIFAR-100 (binary)', z.strictObject({ kind: z.literal('cifar100'), folder }), (spec) =>
    openCifar100(spec.folder),
  ),
  idx: defineKind(
    'IDX (MNIST, Fashion-MNIST)',
    z.strictObject({ kind: z.literal('idx'), folder, resize: z.int().min(8).max(1024).optional() }),
    openIdx,
  ),
  imageFolder: defineKind(
    'Folder of images per class',
    z.strictObject({
      kind: z.literal('imageFolder'),
      folder,
      imageSize: z.int().min(8).max(1024),
      /** Images that cannot be decoded: leave them out and name them, or refuse the data set. */
      onCorrupt: z.enum(['skip', 'refuse']).default('refuse'),
      /** Share of each class held out as test images where the folder has none of its own; 0.1 unless given. */
      testShare: z.number().gt(0).lt(1).optional(),
    }),
    openImageFolder,
  ),
} as const

export type DatasetKind = keyof typeof datasetKinds

/** Which data set, as written in a study. */
export const datasetSpecSchema = z.discriminatedUnion('kind', [
  datasetKinds.synthetic.schema,
  datasetKinds.cifar10.schema,
  datasetKinds.cifar100.schema,
  datasetKinds.idx.schema,
  datasetKinds.imageFolder.schema,
])
export type DatasetSpec = z.infer<typeof datasetSpecSchema>
/** A specification with defaults left out. */
export type DatasetSpecInput = z.input<typeof datasetSpecSchema>

/** The opened data set of `spec`. Rejects with a DatasetError whose message is a sentence for the user. */
export async function openDataset(spec: DatasetSpecInput, environment: OpenEnvironment = {}): Promise<Dataset> {
  const parsed = datasetSpecSchema.safeParse(spec)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.join('.') ?? ''
    throw new DatasetError(
      `The data set's description is not valid${place && ` at ${place}`}: ${issue?.message ?? ''}.`,
    )
  }
  // The table ties each opener to its own schema; the union of pairs is beyond what the type checker follows.
  const kind = datasetKinds[parsed.data.kind] as Kind<DatasetSpec>
  return await kind.open(parsed.data, environment)
}

interface Kind<Spec> {
  /** What menus call it. */
  label: string
  schema: z.ZodType<Spec>
  open: (spec: Spec, environment: OpenEnvironment) => Dataset | Promise<Dataset>
}

function defineKind<Schema extends z.ZodObject>(
  label: string,
  schema: Schema,
  open: Kind<z.infer<Schema>>['open'],
): { label: string; schema: Schema; open: Kind<z.infer<Schema>>['open'] } {
  return { label, schema, open }
}
