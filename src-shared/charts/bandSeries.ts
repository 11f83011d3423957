import type { CustomSeriesOption } from 'echarts'

/** A filled band between `low` and `high` over `grid`, drawn below the lines. All three have the same length. */
export function bandSeries(
  id: string,
  band: { readonly grid: ArrayLike<number>; readonly low: ArrayLike<number>; readonly high: ArrayLike<number> },
  colour: string,
  opacity: number,
): CustomSeriesOption {
  return {
    type: 'custom',
    id,
    silent: true,
    clip: true,
    z: 1,
    // A single item: the whole band.
    data: [0],
    renderItem: (_, api) => {
      const points: number[][] = []
      for (let i = 0; i < band.grid.length; i++) points.push(api.coord([band.grid[i]!, band.high[i]!]))
      for (let i = band.grid.length - 1; i >= 0; i--) points.push(api.coord([band.grid[i]!, band.low[i]!]))
      return { type: 'polygon', shape: { points }, style: { fill: colour, opacity } }
    },
  }
}
