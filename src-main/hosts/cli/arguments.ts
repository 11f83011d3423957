import { InvalidArgumentError } from 'commander'
import { suggestion } from '#shared/schema/nearestName.ts'
import { englishText } from '#shared/sentences/sentence.ts'

/** A parser of integers in [low, high], for an option. */
export function wholeNumber(low: number, high = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= low && value <= high) return value
    const end = high === Number.MAX_SAFE_INTEGER ? '' : ` to ${high}`
    throw new InvalidArgumentError(`It must be a whole number from ${low}${end}.`)
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
