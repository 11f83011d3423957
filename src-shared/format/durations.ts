import { fixedText, shortText } from './numbers.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

type TimeUnit = 'ms' | 's' | 'min' | 'h'

/** Unit suffixes per language; English uses SI-style symbols, which Intl does not offer. */
const timeUnits: Readonly<Record<string, Readonly<Record<TimeUnit, string>>>> = {
  en: { ms: ' ms', s: ' s', min: ' min', h: ' h' },
  ko: { ms: 'ms', s: '초', min: '분', h: '시간' },
}

const withUnit = (number: string | number, unit: TimeUnit, language: string) =>
  `${number}${(timeUnits[language] ?? timeUnits['en']!)[unit]}`

/**
 * A duration in at most two units: 850 ms, 8.4 s, 12 s, 3 min 12 s, 25 min, 1 h 50 min; 3분 12초. Rounding decides the
 * units, so a longer duration never reads shorter.
 */
export function durationText(ms: number, language: string): string {
  const [milliseconds, seconds, minutes] = [Math.round(ms), Math.round(ms / second), Math.round(ms / minute)]
  if (milliseconds === 0) return withUnit(0, 's', language)
  if (milliseconds < second) return withUnit(milliseconds, 'ms', language)
  if (ms < 9.95 * second) return withUnit(fixedText(ms / second, 1), 's', language)
  if (seconds < 100) return withUnit(seconds, 's', language)
  if (seconds < 600) return inTwo(seconds, 60, 'min', 's', language)
  return minutes < 100 ? withUnit(minutes, 'min', language) : inTwo(minutes, 60, 'h', 'min', language)
}

function inTwo(count: number, size: number, large: TimeUnit, small: TimeUnit, language: string): string {
  const rest = count % size
  const whole = withUnit(Math.floor(count / size), large, language)
  return rest === 0 ? whole : `${whole} ${withUnit(rest, small, language)}`
}

/** Units of ranges; estimates do not use milliseconds. */
const rangeUnits = [
  { below: 99.5 * second, unit: 's', size: second },
  { below: 99.5 * minute, unit: 'min', size: minute },
  { below: Infinity, unit: 'h', size: hour },
] as const

/** Two durations as a range in the unit that suits the longer: 1–3 s, 1.6–3 min, 0.8–1.8 h, 15–57 h. */
export function durationRangeText([low, high]: readonly [low: number, high: number], language: string): string {
  const { unit, size } = rangeUnits.find(({ below }) => high < below)!
  if (unit === 's') {
    const [from, to] = [Math.round(low / size), high < size ? Math.ceil(high / size) : Math.round(high / size)]
    return withUnit(from >= to ? to : `${from}–${to}`, unit, language)
  }
  const [from, to] = [low, high].map((ms) => guessed(ms / size)) as [string, string]
  return withUnit(from === to ? to : `${from}–${to}`, unit, language)
}

/** Values below two keep one decimal, because half a unit is a quarter of them. */
const guessed = (value: number): string => (value < 1.95 ? shortText(Number(value.toFixed(1))) : fixedText(value, 0))
