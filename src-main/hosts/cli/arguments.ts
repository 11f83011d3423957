import { InvalidArgumentError } from 'commander'
import { suggestion } from '#shared/schema/nearestName.ts'
import { said, t } from '#main/hosts/process/language.ts'

/** A parser of integers in [low, high], for an option. */
export function wholeNumber(low: number, high = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= low && value <= high) return value
    throw new InvalidArgumentError(
      high === Number.MAX_SAFE_INTEGER ? t('terminal.wholeFrom', { low }) : t('terminal.wholeBetween', { low, high }),
    )
  }
}

/** A parser of distinct integers in [low, high], separated by commas, for an option. */
export function wholeNumbers(low: number, high: number): (text: string) => number[] {
  const parse = wholeNumber(low, high)
  return (text) => [...new Set(text.split(',').map((part) => parse(part.trim())))]
}

/** A parser of one of the `known` names, for an option or argument. */
export function oneOf<T extends string>(known: readonly T[]): (text: string) => T {
  return (text) => {
    const found = known.find((name) => name === text)
    if (found !== undefined) return found
    throw new InvalidArgumentError(t('terminal.notKnown', { hint: said(suggestion(text, known)) }))
  }
}
