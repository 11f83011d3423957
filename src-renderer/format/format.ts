/** A count with a prefix, three digits: 412 M, 1.25 G. `unit` follows the prefix: F for FLOPs. */
export function countText(value: number, unit = ''): string {
  for (const [size, prefix] of [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    // 999.6 k rounds to 1000 k, which is 1.00 M.
    if (Math.abs(value) >= 0.9995 * size) return `${threeDigits(value / size)} ${prefix}${unit}`
  }
  return unit === '' ? threeDigits(value) : `${threeDigits(value)} ${unit}`
}

function threeDigits(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value)
  const size = Math.abs(value)
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2)
}

/** Multiply-adds as MF or GF. */
export const flopsText = (flops: number): string => countText(flops, 'F')

/** A range of multiply-adds in the prefix of its upper end: 0.30–0.50 MF, 321–461 kF. */
export function flopsRangeText(low: number, high: number): string {
  const [number = '', unit = ''] = flopsText(high).split(' ')
  const size = high / Number(number)
  const digits = (number.split('.')[1] ?? '').length
  return `${(low / size).toFixed(digits)}–${number} ${unit}`
}

/** A percentage with one decimal, without its sign. */
export const percentText = (percent: number): string => percent.toFixed(1)

/** A difference with its sign: +0.3, −4.0. */
export function signedText(value: number, digits = 1): string {
  const text = Math.abs(value).toFixed(digits)
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`
}

/** A probability that is never printed as 0 or 1: > 0.999. */
export function probabilityText(probability: number): string {
  if (probability > 0.999) return '> 0.999'
  if (probability < 0.001) return '< 0.001'
  return probability.toFixed(probability > 0.995 || probability < 0.005 ? 3 : 2)
}

/** Bytes with a prefix: 382 MB, 1.25 GB. */
export const bytesText = (bytes: number): string => countText(bytes, 'B')

/** A duration: 850 ms, 12 s, 3 min, 1 h 05. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 100) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
}

/** Two durations as a range in one unit where they share it: 3–5 min. */
export function durationRangeText([low, high]: readonly [number, number]): string {
  const [a, b] = [durationText(low), durationText(high)]
  if (a === b) return a
  const [number, unit] = a.split(' ')
  return a.split(' ').length === 2 && b.endsWith(` ${unit}`) && b.split(' ').length === 2
    ? `${number}–${b}`
    : `${a} – ${b}`
}

/** The hour and minute of a time, in the user's way. */
export function clockText(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** Day and time of a moment, in the user's way; today's without the day. */
export function momentText(at: number, language: string, now = Date.now()): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(at)
  return sameDay ? clockText(at, language) : `${day}, ${clockText(at, language)}`
}
