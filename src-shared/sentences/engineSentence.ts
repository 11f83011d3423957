import { sentence, type Sentence } from './sentence.ts'

/** What takes the training steps of a provider. */
export interface TakenEngine {
  /** Its name, as `--engine` takes it. */
  name: string
  /** Why it is not the provider's fastest; null if it is. */
  reason: Sentence | null
}

/** Which engine is taken and, if a faster one cannot be used, why. */
export const engineSentence = ({ name: engine, reason }: TakenEngine): Sentence =>
  reason === null ? sentence('engineTaken', { engine }) : sentence('engineInstead', { engine, said: reason })
