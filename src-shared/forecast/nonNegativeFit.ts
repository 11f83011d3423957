export interface NonNegativeFit {
  /** One per column, at least 0; unused columns have 0. */
  readonly coefficients: readonly number[]
  /** Number of positive coefficients. */
  readonly used: number
  /** Sum of squared relative residuals, fitted / observed - 1. */
  readonly squares: number
}

/**
 * Least squares of relative residuals with non-negative coefficients for at most `most` of the columns. Exact, by
 * trying every subset; meant for a handful of columns. `columns[c][i]` belongs to `observed[i]`, which is positive.
 */
export function nonNegativeFit(
  columns: readonly (readonly number[])[],
  observed: readonly number[],
  most: number,
): NonNegativeFit {
  const relative = columns.map((column) => column.map((value, i) => value / observed[i]!))
  let best: NonNegativeFit = { coefficients: columns.map(() => 0), used: 0, squares: observed.length }
  for (let subset = 1; subset < 2 ** columns.length; subset++) {
    const chosen = relative.map((_, c) => c).filter((c) => (subset & (1 << c)) !== 0)
    if (chosen.length > most) continue
    const solution = solve(chosen.map((c) => relative[c]!))
    if (!solution?.every((x) => x > 0)) continue
    const coefficients = columns.map((_, c) => solution[chosen.indexOf(c)] ?? 0)
    const squares = observed.reduce((sum, _, i) => {
      const fitted = relative.reduce((total, column, c) => total + coefficients[c]! * column[i]!, 0)
      return sum + (fitted - 1) ** 2
    }, 0)
    if (squares < best.squares) best = { coefficients, used: chosen.length, squares }
  }
  return best
}

/**
 * The least squares solution of sum x_c column_c = 1, by the normal equations of scaled columns; undefined if singular.
 */
function solve(columns: readonly (readonly number[])[]): number[] | undefined {
  const scales = columns.map((column) => Math.sqrt(column.reduce((sum, value) => sum + value * value, 0)))
  const unit = columns.map((column, c) => column.map((value) => value / scales[c]!))
  const rows = unit.map((a) => [
    ...unit.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)),
    a.reduce((sum, value) => sum + value, 0),
  ])
  const size = columns.length
  for (let pivot = 0; pivot < size; pivot++) {
    // The matrix is symmetric and positive definite, so no pivoting is needed, unless columns are parallel (the pivot
    // is a rounding error) or zero (it is NaN).
    if (!(rows[pivot]![pivot]! > 1e-9)) return undefined
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!
      for (let column = pivot; column <= size; column++) rows[row]![column]! -= factor * rows[pivot]![column]!
    }
  }
  return rows.map((row, c) => row[size]! / row[c]! / scales[c]!)
}
