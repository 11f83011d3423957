import { meanOf } from './summary.ts'

export interface LeastSquares {
  /** The constant, then one coefficient for each column. */
  readonly coefficients: readonly number[]
  /** Share of the values' variance that the fit explains; 0 if the values are all equal. */
  readonly rSquared: number
}

/** Part of a column's length below which what is left of it counts as rounding. */
const negligible = 1e-10

/**
 * The ordinary least-squares fit of `values` by a constant and `columns`, through modified Gram-Schmidt on centred
 * columns, so that columns of any scale do. A column that the constant and those before it determine gets the
 * coefficient 0. Throws RangeError for columns of other lengths, or without a value.
 */
export function leastSquares(columns: readonly ArrayLike<number>[], values: ArrayLike<number>): LeastSquares {
  const n = values.length
  if (n === 0) throw new RangeError('invalid values: none (at least one)')
  for (const { length } of columns)
    if (length !== n) throw new RangeError(`invalid column: ${length} numbers (one for each of the ${n} values)`)
  const means = columns.map(meanOf)
  const centred = columns.map((column, j) => Float64Array.from(column, (value) => value - means[j]!))
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)))
  const mean = meanOf(values)
  const left = Float64Array.from(values, (value) => value - mean)
  const total = dot(left, left)
  /** The orthogonal columns, and how much of each is in a later one. */
  const squares: number[] = []
  const within = columns.map(() => columns.map(() => 0))
  const along = centred.map((column, j) => {
    for (let i = 0; i < j; i++) {
      if (squares[i] === 0) continue
      within[i]![j] = dot(centred[i]!, column) / squares[i]!
      subtract(column, centred[i]!, within[i]![j]!)
    }
    const square = dot(column, column)
    squares.push(Math.sqrt(square) > negligible * lengths[j]! ? square : 0)
    if (squares[j] === 0) return 0
    const share = dot(column, left) / square
    subtract(left, column, share)
    return share
  })
  const slopes = [...along]
  for (let j = slopes.length - 1; j >= 0; j--)
    for (let i = 0; i < j; i++) if (squares[i] !== 0) slopes[i]! -= within[i]![j]! * slopes[j]!
  const constant = slopes.reduce((sum, slope, j) => sum - slope * means[j]!, mean)
  return { coefficients: [constant, ...slopes], rSquared: total > 0 ? Math.max(0, 1 - dot(left, left) / total) : 0 }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function subtract(from: Float64Array, column: Float64Array, factor: number): void {
  for (let i = 0; i < from.length; i++) from[i]! -= factor * column[i]!
}
