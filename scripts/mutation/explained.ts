import type { Fault } from './fault.ts'

/** A fault that no test can notice, or that none should: why. */
export interface Explained extends Fault {
  why: string
}

/** Mutants that live on and are as they should be. Everything else that survives asks for a test. */
export const explained: readonly Explained[] = [
  {
    file: 'src-shared/statistics/summary.ts',
    line: 'const high = sorted[Math.min(i + 1, sorted.length - 1)]!',
    from: 'sorted.length - 1',
    to: 'sorted.length + 1',
    why: 'where i + 1 is beyond the end the position is whole, and what lies there is multiplied by 0',
  },
  {
    file: 'src-shared/format/durations.ts',
    line: "if (seconds < 600) return inTwo(seconds, 60, 'min', 's', language)",
    from: 'seconds < 600',
    to: 'seconds <= 600',
    why: 'ten minutes are written alike either way',
  },
  {
    file: 'src-shared/format/durations.ts',
    line: 'const [from, to] = [Math.round(low / size), high < size ? Math.ceil(high / size) : Math.round(high / size)]',
    from: 'high < size',
    to: 'high <= size',
    why: 'one second is whole, and rounds to itself either way',
  },
  {
    file: 'src-shared/format/numbers.ts',
    line: "return /^-0(\\.0*)?$/.test(text) ? text.slice(1) : text.replace('-', minusSign)",
    from: '/^-0(\\.0*)?$/',
    to: '/-0(\\.0*)?$/',
    why: 'a number is written with a hyphen before a nought only at its beginning: an exponent begins with none',
  },
  {
    file: 'src-shared/random/normalCdf.ts',
    line: 'for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {',
    from: '1e-17 * Math.abs(sum)',
    to: '1e-17 / Math.abs(sum)',
    why: 'either bound lies below the last bit of the result',
  },
  {
    file: 'src-shared/random/distributions.ts',
    line: 'if (d.high <= d.quantum) return equal(powersOf2(d.low, d.high))',
    from: 'd.high <= d.quantum',
    to: 'd.high < d.quantum',
    why: 'powers of two up to the quantum are equally likely by both rules',
  },
  {
    file: 'src-shared/random/distributions.ts',
    line: 'const inverted = quantum < 1 && Math.abs(perUnit * quantum - 1) < 1e-12',
    from: 'quantum < 1',
    to: 'true',
    why: 'of larger quanta only 1 is one over a whole number, and that is divided as it is multiplied',
  },
  {
    file: 'src-shared/random/distributions.ts',
    line: 'const inverted = quantum < 1 && Math.abs(perUnit * quantum - 1) < 1e-12',
    from: 'quantum < 1',
    to: 'quantum <= 1',
    why: '1 is divided as it is multiplied',
  },
  {
    file: 'src-shared/random/distributions.ts',
    line: 'const inverted = quantum < 1 && Math.abs(perUnit * quantum - 1) < 1e-12',
    from: 'Math.abs(perUnit * quantum - 1) < 1e-12',
    to: 'Math.abs(perUnit * quantum - 1) <= 1e-12',
    why: 'what is allowed for rounding is no number that is met',
  },
  {
    file: 'src-shared/schema/jsonShape.ts',
    line: 'for (let i = 0; i < json.length; i++) {',
    from: 'i < json.length',
    to: 'i <= json.length',
    why: 'behind the end is no byte that counts',
  },
  {
    file: 'src-shared/schema/parseStrictly.ts',
    line: "if ('discriminator' in issue && issue.discriminator !== undefined)",
    from: 'issue.discriminator !== undefined',
    to: 'true',
    why: 'the type allows what the library never does',
  },
  {
    file: 'src-shared/schema/parseStrictly.ts',
    line: "if ('discriminator' in issue && issue.discriminator !== undefined)",
    from: "'discriminator' in issue && issue.discriminator !== undefined",
    to: "'discriminator' in issue || issue.discriminator !== undefined",
    why: 'the type allows what the library never does',
  },
  {
    file: 'src-shared/forecast/forecast.ts',
    line: 'low: count(({ mean, deviation }) => mean + reach * deviation <= seconds),',
    from: 'mean + reach * deviation <= seconds',
    to: 'mean + reach * deviation < seconds',
    why: 'the moment itself has no length',
  },
  {
    file: 'src-shared/forecast/forecast.ts',
    line: 'high: count(({ mean, deviation }) => mean - reach * deviation <= seconds),',
    from: 'mean - reach * deviation <= seconds',
    to: 'mean - reach * deviation < seconds',
    why: 'the moment itself has no length',
  },
  {
    file: 'src-shared/forecast/nonNegativeFit.ts',
    line: 'for (let subset = 1; subset < 2 ** columns.length; subset++) {',
    from: 'subset < 2 ** columns.length',
    to: 'subset <= 2 ** columns.length',
    why: 'that bit stands for no column, so that the subset is empty and fits nothing',
  },
  {
    file: 'src-shared/forecast/nonNegativeFit.ts',
    line: 'if (!solution?.every((x) => x > 0)) continue',
    from: 'x > 0',
    to: 'x >= 0',
    why: 'a coefficient of 0 is what the subset without its column has too, which is tried',
  },
  {
    file: 'src-shared/forecast/nonNegativeFit.ts',
    line: 'const scales = columns.map((column) => Math.sqrt(column.reduce((sum, value) => sum + value * value, 0)))',
    from: 'value * value',
    to: 'value / value',
    why: 'any scale above 0 gives the same solution',
  },
  {
    file: 'src-shared/forecast/nonNegativeFit.ts',
    line: 'if (!(rows[pivot]![pivot]! > 1e-9)) return undefined',
    from: 'rows[pivot]![pivot]! > 1e-9',
    to: 'rows[pivot]![pivot]! >= 1e-9',
    why: 'what is taken for rounding is no number that is met',
  },
  {
    file: 'src-shared/text/readYaml.ts',
    line: 'if (parser.stack.length > limits.depth && parser.stack.filter(isCollection).length > limits.depth)',
    from: 'parser.stack.length > limits.depth',
    to: 'true',
    why: 'it spares time alone: the collections are some of the stack',
  },
  {
    file: 'src-shared/text/readYaml.ts',
    line: 'if (parser.stack.length > limits.depth && parser.stack.filter(isCollection).length > limits.depth)',
    from: 'parser.stack.length > limits.depth',
    to: 'parser.stack.length >= limits.depth',
    why: 'it spares time alone: the collections are some of the stack',
  },
]
