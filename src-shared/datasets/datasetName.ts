import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { DatasetSpec } from './datasetSpec.ts'

type BuiltIn = Pick<Extract<DatasetSpec, { kind: 'synthetic' }>, 'seed' | 'imageSize'>

/** The name of the built-in images, in the reader's language. */
export const builtInName = ({ seed, imageSize }: BuiltIn): Sentence => sentence('builtInImages', { seed, imageSize })

/**
 * A data set's name within a sentence: `name`, from its files or the user; the built-in images have a generated one.
 */
export const nameInSentences = (spec: DatasetSpec, name: string): string | Sentence =>
  spec.kind === 'synthetic' ? builtInName(spec) : name
