import type { z } from 'zod'
import {
  datasetSchemas,
  datasetSpecSchema,
  type DatasetKind,
  type DatasetSpec,
  type DatasetSpecInput,
} from '#shared/datasets/datasetSpec.ts'
import { faultsOf, invalid } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { openCifar10, openCifar100 } from './cifar/cifar.ts'
import type { Dataset, OpenEnvironment } from './dataset.ts'
import { DatasetError } from './dataset.ts'
import { openIdx } from './idx/idx.ts'
import { openImageFolder } from './imageFolder/imageFolder.ts'
import { openSynthetic } from './synthetic/synthetic.ts'

/** Every kind of data set by stable id. To add one: an entry here and its schema in datasetSpec.ts. */
export const datasetKinds: { [K in DatasetKind]: Kind<z.infer<(typeof datasetSchemas)[K]>> } = {
  synthetic: { label: 'Built-in images', schema: datasetSchemas.synthetic, open: openSynthetic },
  cifar10: {
    label: 'CIFAR-10',
    schema: datasetSchemas.cifar10,
    open: ({ folder }, environment) => openCifar10(folder, environment),
  },
  cifar100: {
    label: 'CIFAR-100',
    schema: datasetSchemas.cifar100,
    open: ({ folder }, environment) => openCifar100(folder, environment),
  },
  idx: { label: 'IDX (MNIST, Fashion-MNIST, EMNIST)', schema: datasetSchemas.idx, open: openIdx },
  imageFolder: { label: 'Folder of images per class', schema: datasetSchemas.imageFolder, open: openImageFolder },
}

/** Opens the data set of `spec`. Rejects with a DatasetError whose message is meant for the user. */
export async function openDataset(spec: DatasetSpecInput, environment: OpenEnvironment = {}): Promise<Dataset> {
  const parsed = datasetSpecSchema.safeParse(spec)
  if (!parsed.success)
    throw new DatasetError(invalid(sentence('dataset'), faultsOf(parsed.error.issues, spec, datasetSpecSchema)))
  // The table pairs each opener with its own schema; TypeScript cannot follow the union of pairs.
  const kind = datasetKinds[parsed.data.kind] as Kind<DatasetSpec>
  try {
    return await kind.open(parsed.data, environment)
  } catch (error) {
    if (error instanceof RangeError && /allocation failed|Invalid (typed )?array/i.test(error.message))
      throw new DatasetError(sentence('datasetTooLarge'), { cause: error })
    throw error
  }
}

interface Kind<Spec> {
  /** Name in menus. */
  label: string
  schema: z.ZodObject<z.ZodRawShape> & z.ZodType<Spec>
  open: (spec: Spec, environment: OpenEnvironment) => Dataset | Promise<Dataset>
}
