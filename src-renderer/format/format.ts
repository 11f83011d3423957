import { countText } from '#shared/format/counts.ts'

export { countText }

/** Every digit of a whole number: 12,000. */
export const wholeText = (value: number): string => value.toLocaleString('en')

/** A count with its margin, both as exact as the margin can be told in two digits: 1,210 ± 980; 140 without one. */
export function plusMinusText(count: number, margin: number): string {
  if (margin === 0) return wholeText(count)
  const step = 10 ** Math.max(0, Math.floor(Math.log10(margin)) - 1)
  const rounded = (value: number) => wholeText(Math.round(value / step) * step)
  return `${rounded(count)} ± ${rounded(margin)}`
}

/** Multiply-adds as MF or GF. */
export const flopsText = (flops: number): string => countText(flops, 'F')

/** A range of multiply-adds in the prefix of its upper end: 0.30–0.50 MF, 321–461 kF. */
export function flopsRangeText(low: number, high: number): string {
  const [number = '', unit = ''] = flopsText(high).split(' ')
  const size = high / Number(number)
  const digits = (number.split('.')[1] ?? '').length
  const from = (low / size).toFixed(digits)
  return from === number ? `${number} ${unit}` : `${from}–${number} ${unit}`
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

/** The share of draws that go one way, in whole percents: all or none of them only where it is so. */
export function oddsText(probability: number): string {
  if (probability > 0.99 && probability < 1) return '> 99 %'
  return probability < 0.01 && probability > 0 ? '< 1 %' : `${Math.round(100 * probability)} %`
}

/** Bytes with a prefix: 382 MB, 1.25 GB. */
export const bytesText = (bytes: number): string => countText(bytes, 'B')

type TimeUnit = 'ms' | 's' | 'min' | 'h'

/** How a language writes what follows a number; in English the symbols that science uses, which Intl does not know. */
const timeUnits: Readonly<Record<string, Readonly<Record<TimeUnit, string>>>> = {
  en: { ms: ' ms', s: ' s', min: ' min', h: ' h' },
  ko: { ms: 'ms', s: '초', min: '분', h: '시간' },
}
const withUnit = (number: string, unit: TimeUnit, language: string) =>
  `${number}${(timeUnits[language] ?? timeUnits['en']!)[unit]}`

/** A duration in the one unit that suits it, or undefined where it takes hours and minutes. */
function inOneUnit(ms: number): readonly [value: number, unit: TimeUnit] | undefined {
  // Nothing is nothing in seconds as well.
  if (ms > 0 && ms < 1000) return [Math.round(ms), 'ms']
  const seconds = Math.round(ms / 1000)
  if (seconds < 100) return [seconds, 's']
  const minutes = Math.round(seconds / 60)
  return minutes < 100 ? [minutes, 'min'] : undefined
}

/** A duration: 850 ms, 12 s, 3 min, 1 h 50 min; 3분. */
export function durationText(ms: number, language: string): string {
  const short = inOneUnit(ms)
  if (short) return withUnit(String(short[0]), short[1], language)
  const minutes = Math.round(ms / 60_000)
  const hours = withUnit(String(Math.floor(minutes / 60)), 'h', language)
  return `${hours} ${withUnit(String(minutes % 60).padStart(2, '0'), 'min', language)}`
}

/** So far apart, minutes beside hours tell nothing. */
const wideMs = 3 * 3_600_000

/** A range is a guess: it tells no milliseconds. */
const inSeconds = (ms: number, round: (value: number) => number) => (ms < 1000 ? 1000 * round(ms / 1000) : ms)

/** Two durations as a range in one unit where they share it: 1–3 s, 3–5 min, 15–57 h. */
export function durationRangeText(range: readonly [low: number, high: number], language: string): string {
  const [low, high] = [inSeconds(range[0], Math.round), inSeconds(range[1], Math.ceil)]
  const [a, b] = [inOneUnit(low), inOneUnit(high)]
  if (a && b && a[1] === b[1]) {
    return withUnit(a[0] === b[0] ? String(a[0]) : `${a[0]}–${b[0]}`, a[1], language)
  }
  if (!a && !b && high - low >= wideMs) {
    return withUnit(`${Math.round(low / 3_600_000)}–${Math.round(high / 3_600_000)}`, 'h', language)
  }
  const [from, to] = [durationText(low, language), durationText(high, language)]
  return from === to ? from : `${from} – ${to}`
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

/** A moment to the second with its day and year: what tells two apart that are close or long ago. */
export function exactMomentText(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }).format(at)
}
