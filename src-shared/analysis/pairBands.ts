import { edfBand, edfDifferenceBand, errorGrid, type Band } from '#shared/statistics/ranges/edfBand.ts'

/** The EDFs of a pair with their bands, and the difference of the two. */
export interface PairBands {
  readonly newer: Band
  readonly older: Band
  readonly difference: Band
}

/** The pointwise 95 % bands of two populations, from their errors, on a common grid. */
export function pairBands(newer: readonly number[], older: readonly number[]): PairBands {
  const grid = errorGrid([newer, older])
  return {
    newer: edfBand({ errors: newer }, grid),
    older: edfBand({ errors: older }, grid),
    difference: edfDifferenceBand({ errors: newer }, { errors: older }, grid),
  }
}
