import { typedNumber } from './typedNumber.ts'

/** Milliseconds per unit that may follow a number, in the program's languages. */
const units: Readonly<Record<string, number>> = {
  ...{ ms: 1, s: 1000, min: 60_000, h: 3_600_000 },
  ...{ 밀리초: 1, 초: 1000, 분: 60_000, 시간: 3_600_000 },
}
const part = /([^\p{L}]+)(\p{L}+)\s*/uy

/** The milliseconds of a text such as 8.4 s, 3 min 12 s, 3분 12초 or 850 (milliseconds); undefined if invalid. */
export function typedDuration(text: string): number | undefined {
  const written = text.normalize('NFKC').trim()
  const bare = typedNumber(written)
  if (bare !== undefined) return bare
  let [at, sum] = [0, 0]
  while (at < written.length) {
    part.lastIndex = at
    const [whole = '', digits = '', unit = ''] = part.exec(written) ?? []
    const [count, size] = [typedNumber(digits), units[unit]]
    if (count === undefined || size === undefined) return undefined
    sum += count * size
    at += whole.length
  }
  return at > 0 ? sum : undefined
}
