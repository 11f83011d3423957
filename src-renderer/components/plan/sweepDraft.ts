import { typedNumber } from '#shared/format/typedNumber.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { extremesOf, type RecipeLaw, type RecipeLawId } from '#shared/training/recipeLaws.ts'
import { lawsOf, type RecipeSweep, type SweptKey } from '#shared/training/recipeSweep.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'

/** A law as typed: what its fields say is kept when another law is chosen, and until it can be read. */
export interface LawDraft {
  readonly law: RecipeLawId
  readonly low: string
  readonly high: string
  /** Separated by commas or spaces. */
  readonly values: string
}
export type SweepDraft = Readonly<Partial<Record<SweptKey, LawDraft>>>

/** The laws of a sweep as they would be typed. */
export const sweepDraftOf = (sweep: RecipeSweep | undefined): SweepDraft =>
  Object.fromEntries(lawsOf(sweep).map(([key, law]) => [key, lawDraftOf(law)]))

/** A law with its ends in both forms, so that choosing another law keeps them. */
export function lawDraftOf(law: RecipeLaw): LawDraft {
  const values = extremesOf(law)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return { law: law.law, low: String(low), high: String(high), values: values.map(String).join(', ') }
}

/** The sweep that is typed, without the keys whose numbers cannot be read, and why; undefined if nothing is drawn. */
export function readSweep(draft: SweepDraft): {
  sweep: RecipeSweep | undefined
  faults: Partial<Record<SweptKey, Sentence>>
} {
  const faults: Partial<Record<SweptKey, Sentence>> = {}
  const laws = Object.entries(draft).flatMap(([key, { law, low, high, values }]) => {
    const texts = law === 'choice' ? values.split(/[,;\s]+/).filter((text) => text !== '') : [low, high]
    const numbers = texts.map((text) => typedNumber(text))
    const wrong = numbers.indexOf(undefined)
    if (wrong >= 0) {
      const text = texts[wrong]!
      faults[key as SweptKey] = text.trim() === '' ? sentence('required') : typedFault(text)
      return []
    }
    return [[key, law === 'choice' ? { law, values: numbers } : { law, low: numbers[0], high: numbers[1] }]]
  })
  return { sweep: laws.length > 0 ? (Object.fromEntries(laws) as RecipeSweep) : undefined, faults }
}
