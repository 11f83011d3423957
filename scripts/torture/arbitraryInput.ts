import type { Random } from './random.ts'

/** The parts of a zod schema's definition used here. */
interface Definition {
  type: string
  shape?: Record<string, Schema>
  element?: Schema
  items?: Schema[]
  options?: Schema[]
  innerType?: Schema
  entries?: Record<string, string>
  values?: unknown[]
  valueType?: Schema
}
interface Schema {
  _zod: { def: Definition }
}

const numbers = [0, 1, 2, 3, 5, 8, 9, 100, 0.5, -1, 1e6, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e308, NaN, Infinity, -0]
const texts = [
  ...['', 'a', 'study', 'AnyNetX_A', 'RegNetX', 'cpu', 'synthetic', '__proto__', 'constructor', '1', 'null'],
  ...[
    '\u0000',
    '\uD800',
    '한',
    '<b>',
    '../../..',
    '/',
    '/etc/passwd',
    "'; DROP TABLE runs; --",
    '%s%n',
    'x'.repeat(300),
  ],
]
/** A value that fits no schema. */
const hostile = (random: Random): unknown =>
  random.pick<() => unknown>([
    ...[() => null, () => undefined, () => true, () => random.pick(numbers), () => random.pick(texts), () => []],
    ...[() => ({}), () => [[[[]]]], () => new Date(NaN), () => new Set([1]), () => new Map([[1, 2]]), () => 10n ** 30n],
    ...[
      () => Symbol.iterator.toString(),
      () => new Uint8Array(3),
      () => /x/,
      () => new Error('x'),
      () => Object.create(null) as unknown,
    ],
    ...[
      () => JSON.parse('{"__proto__":{"polluted":1}}') as unknown,
      () => 'x'.repeat(20_000),
      () => new File(['x'], 'x'),
    ],
  ])()

/** An input close to what a zod schema accepts, sometimes far from it. */
export function arbitraryInput(schema: unknown, random: Random): unknown {
  return random.chance(0.05) ? hostile(random) : of(schema as Schema, random, 0)
}

function of(schema: Schema, random: Random, depth: number): unknown {
  if (random.chance(0.03)) return hostile(random)
  const { def } = schema._zod
  const inner = (next: Schema) => of(next, random, depth + 1)
  switch (def.type) {
    case 'object': {
      const entries = Object.entries(def.shape ?? {}).filter(() => !random.chance(0.03))
      const extra = random.chance(0.02) ? [[random.pick(texts), hostile(random)] as const] : []
      return Object.fromEntries([...entries.map(([key, value]) => [key, inner(value)] as const), ...extra])
    }
    case 'array':
      return Array.from({ length: random.pick([0, 1, 1, 2, 3, 8]) }, () => inner(def.element!))
    case 'tuple':
      return (def.items ?? []).map(inner)
    case 'record':
      return Object.fromEntries(
        Array.from({ length: random.below(3) }, () => [random.pick(texts), def.valueType ? inner(def.valueType) : 1]),
      )
    case 'union':
      return inner(random.pick(def.options!))
    case 'optional':
      return random.chance(0.4) ? undefined : inner(def.innerType!)
    case 'default':
    case 'prefault':
      return random.chance(0.6) ? undefined : inner(def.innerType!)
    case 'nullable':
      return random.chance(0.3) ? null : inner(def.innerType!)
    case 'enum':
      return random.pick(Object.values(def.entries!))
    case 'literal':
      return random.pick(def.values!)
    case 'boolean':
      return random.chance(0.5)
    case 'number':
    case 'int':
      return random.chance(0.75) ? random.between(1, 8) : random.pick(numbers)
    case 'string':
      return random.pick(texts)
    case 'custom':
      return new File([random.bytes(random.below(40))], 'x.regbench')
    case 'unknown':
    case 'any':
      return random.chance(0.5) ? anySpace(random) : hostile(random)
    default:
      return def.innerType ? inner(def.innerType) : hostile(random)
  }
}

/** An approximate design space. */
function anySpace(random: Random): unknown {
  return {
    id: random.pick(texts),
    name: random.pick(texts),
    block: random.pick(['x', 'y', 7]),
    stages: random.below(9),
  }
}
