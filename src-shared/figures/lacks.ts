import { sentence, type Sentence } from '#shared/sentences/sentence.ts'

/** What a population lacks if its worst networks are asked for and all its networks are among the best `count`. */
export function noWorst(name: string, side: string, runs: number, count: number): Sentence | undefined {
  return side === 'worst' && runs <= count ? sentence('figureNeedsMore', { name, runs, count }) : undefined
}

/** What a population lacks with fewer counted networks than `fewest`. */
export function tooFew(name: string, runs: number, fewest: number): Sentence | undefined {
  return runs < fewest ? sentence('figureNeedsSeveral', { name, runs, fewest }) : undefined
}
