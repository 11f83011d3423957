/** The thirds of a population, ordered by error. */
export const thirdIds = ['best', 'middle', 'worst'] as const
export type ThirdId = (typeof thirdIds)[number]

/** The mean of each third of ascending errors; an error on a border is split between both sides. */
export function meansOfThirds(sorted: ArrayLike<number>): Record<ThirdId, number> {
  const size = sorted.length / thirdIds.length
  const mean = (place: number): number => {
    const [from, to] = [place * size, (place + 1) * size]
    let sum = 0
    for (let i = Math.floor(from); i < Math.min(Math.ceil(to), sorted.length); i++) {
      sum += Math.max(0, Math.min(i + 1, to) - Math.max(i, from)) * sorted[i]!
    }
    return sum / size
  }
  return { best: mean(0), middle: mean(1), worst: mean(2) }
}
