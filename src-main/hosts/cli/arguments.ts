import { InvalidArgumentError } from 'commander'
import { suggestion } from '#shared/schema/nearestName.ts'
import { englishText } from '#shared/sentences/sentence.ts'

/** A parser of whole numbers from `low` on, for an option. */
export function wholeNumber(low: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= low) return value
    throw new InvalidArgumentError(`It must be a whole number from ${low}.`)
  }
}

/** A parser of one of the `known` names, for an option or argument. */
export function oneOf<T extends string>(known: readonly T[]): (text: string) => T {
  return (text) => {
    const found = known.find((name) => name === text)
    if (found !== undefined) return found
    throw new InvalidArgumentError(`It is not known (${englishText(suggestion(text, known))}).`)
  }
}
