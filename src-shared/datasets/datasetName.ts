import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { DatasetSpec } from './datasetSpec.ts'

type BuiltIn = Pick<Extract<DatasetSpec, { kind: 'synthetic' }>, 'seed' | 'imageSize'>

/** What the built-in images are called, in the language of whoever reads it. */
export const builtInName = ({ seed, imageSize }: BuiltIn): Sentence => sentence('builtInImages', { seed, imageSize })

/** What a data set is called in a sentence: `name`, which its files or the user gave it; the built-in images have none. */
export const nameInSentences = (spec: DatasetSpec, name: string): string | Sentence =>
  spec.kind === 'synthetic' ? builtInName(spec) : name
