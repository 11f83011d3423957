import { sentence } from '#shared/sentences/sentence.ts'
import { FileFault } from '../files/fileFaults.ts'

/** A numpy array of unsigned bytes. */
export interface PickledArray {
  kind: 'array'
  shape: readonly number[]
  /** In C order: first axis outermost. */
  bytes: Uint8Array
}

/** The values a pickle may contain. Text is a string; bytes and Python 2 strings are a Buffer; tuples are lists. */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | Buffer
  | Pickled[]
  | PickledDict
  | PickledArray
  | Opaque<'global'>
  | Opaque<'dtype'>
export interface PickledDict {
  kind: 'dict'
  /** Entries by key as text. */
  items: Map<string, Pickled>
}

/** Stands for a function or object needed only to build arrays. */
interface Opaque<Kind extends string> {
  kind: Kind
  name: string
}

/** Limit on entries of the stack, the memo, and any list or dict. */
const mostItems = 2 ** 22
/** Limit on nested marks. */
const mostMarks = 64

/**
 * The functions that a pickle of arrays refers to. They are never called; this module assembles their results itself.
 */
const reconstructs = ['numpy.core.multiarray _reconstruct', 'numpy._core.multiarray _reconstruct']
const knownGlobals = [...reconstructs, 'numpy ndarray', 'numpy dtype', '_codecs encode']

/**
 * The value in a pickle (protocol 2 to 4) of lists, dicts, texts, numbers and byte arrays. Executes nothing: a pickle
 * is a program, and only the instructions that such values need are implemented (documented in Python's pickletools).
 * Throws FileFault for anything else.
 */
export function readPickle(bytes: Buffer): Pickled {
  return new Machine(bytes).run()
}

class Machine {
  private readonly bytes: Buffer
  private position = 0
  private stack: Pickled[] = []
  private readonly marks: number[] = []
  private readonly memo = new Map<number, Pickled>()

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  run(): Pickled {
    for (;;) {
      const code = this.unsigned(1)
      if (code === stop) return this.pop()
      const act = instructions[code]
      if (!act) throw this.fault()
      act(this)
      if (this.stack.length > mostItems || this.memo.size > mostItems || this.marks.length > mostMarks)
        throw this.fault()
    }
  }

  fault(): FileFault {
    return new FileFault(sentence('pickleUnread', { position: this.position }))
  }

  take(count: number): Buffer {
    const end = this.position + count
    if (!(count >= 0 && end <= this.bytes.length)) throw this.fault()
    const taken = this.bytes.subarray(this.position, end)
    this.position = end
    return taken
  }

  unsigned(count: number): number {
    return count === 8 ? Number(this.take(8).readBigUInt64LE()) : this.take(count).readUIntLE(0, count)
  }

  line(): string {
    const end = this.bytes.indexOf(0x0a, this.position)
    if (end < 0) throw this.fault()
    const text = this.take(end - this.position).toString('latin1')
    this.position++
    return text
  }

  push(value: Pickled): void {
    this.stack.push(value)
  }

  pop(): Pickled {
    if (this.stack.length <= (this.marks.at(-1) ?? 0)) throw this.fault()
    return this.stack.pop()!
  }

  mark(): void {
    this.marks.push(this.stack.length)
  }

  /** Everything pushed since the last mark. */
  popToMark(): Pickled[] {
    const start = this.marks.pop()
    if (start === undefined) throw this.fault()
    return this.stack.splice(start)
  }

  put(index: number): void {
    const value = this.pop()
    this.memo.set(index, value)
    this.push(value)
  }

  memoize(): void {
    this.put(this.memo.size)
  }

  get(index: number): void {
    const value = this.memo.get(index)
    if (value === undefined) throw this.fault()
    this.push(value)
  }

  append(values: readonly Pickled[]): void {
    const list = this.pop()
    if (!Array.isArray(list) || list.length + values.length > mostItems) throw this.fault()
    for (const value of values) list.push(value)
    this.push(list)
  }

  set(values: readonly Pickled[]): void {
    const dict = this.pop()
    if (!isKind(dict, 'dict') || values.length % 2 !== 0) throw this.fault()
    for (let i = 0; i < values.length; i += 2) {
      const key = textOf(values[i])
      if (key === undefined) throw this.fault()
      dict.items.set(key, values[i + 1]!)
    }
    this.push(dict)
  }

  global(module: string, name: string): void {
    const whole = `${module} ${name}`
    if (!knownGlobals.includes(whole))
      throw new FileFault(sentence('pickleForeign', { name: `${module}.${name}`.slice(0, 80) }))
    this.push({ kind: 'global', name: whole })
  }

  reduce(): void {
    const given = this.pop()
    const made = this.pop()
    if (!isKind(made, 'global') || !Array.isArray(given)) throw this.fault()
    if (reconstructs.includes(made.name)) this.push({ kind: 'array', shape: [0], bytes: new Uint8Array() })
    else if (made.name === 'numpy dtype') this.push({ kind: 'dtype', name: textOf(given[0] ?? null) ?? '' })
    else if (made.name === '_codecs encode' && typeof given[0] === 'string') this.push(Buffer.from(given[0], 'latin1'))
    else throw this.fault()
  }

  /** Sets the state of an array: (version, shape, dtype, isFortran, bytes). */
  build(): void {
    const state = this.pop()
    const built = this.pop()
    if (isKind(built, 'array')) {
      const [, shape, dtype, isFortran, content] = Array.isArray(state) ? state : []
      if (!isShape(shape) || !isKind(dtype, 'dtype') || !['u1', '|u1'].includes(dtype.name)) throw this.fault()
      if (!Buffer.isBuffer(content) || content.length !== shape.reduce((a, b) => a * b, 1)) throw this.fault()
      built.shape = shape
      built.bytes = isFortran === true ? transposed(content, shape, () => this.fault()) : content
    } else if (!isKind(built, 'dtype')) throw this.fault()
    this.push(built)
  }
}

const stop = '.'.charCodeAt(0)

/** The effect of each instruction by its opcode. */
const instructions: Readonly<Record<number, (machine: Machine) => void>> = Object.fromEntries(
  (
    [
      // Protocol and frames do not affect the value.
      [0x80, (m) => void m.take(1)],
      [0x95, (m) => void m.take(8)],
      ['(', (m) => m.mark()],
      [')', (m) => m.push([])],
      [']', (m) => m.push([])],
      ['}', (m) => m.push({ kind: 'dict', items: new Map() })],
      ['t', (m) => m.push(m.popToMark())],
      [0x85, (m) => m.push([m.pop()])],
      [0x86, (m) => m.push([m.pop(), m.pop()].reverse())],
      [0x87, (m) => m.push([m.pop(), m.pop(), m.pop()].reverse())],
      ['a', (m) => m.append([m.pop()])],
      ['e', (m) => m.append(m.popToMark())],
      ['s', (m) => m.set([m.pop(), m.pop()].reverse())],
      ['u', (m) => m.set(m.popToMark())],
      ['N', (m) => m.push(null)],
      [0x88, (m) => m.push(true)],
      [0x89, (m) => m.push(false)],
      ['K', (m) => m.push(m.unsigned(1))],
      ['M', (m) => m.push(m.unsigned(2))],
      ['J', (m) => m.push(m.take(4).readInt32LE())],
      ['U', (m) => m.push(m.take(m.unsigned(1)))],
      ['T', (m) => m.push(m.take(m.unsigned(4)))],
      ['C', (m) => m.push(m.take(m.unsigned(1)))],
      ['B', (m) => m.push(m.take(m.unsigned(4)))],
      [0x8e, (m) => m.push(m.take(m.unsigned(8)))],
      ['X', (m) => m.push(m.take(m.unsigned(4)).toString('utf8'))],
      [0x8c, (m) => m.push(m.take(m.unsigned(1)).toString('utf8'))],
      ['q', (m) => m.put(m.unsigned(1))],
      ['r', (m) => m.put(m.unsigned(4))],
      [0x94, (m) => m.memoize()],
      ['h', (m) => m.get(m.unsigned(1))],
      ['j', (m) => m.get(m.unsigned(4))],
      ['c', (m) => m.global(m.line(), m.line())],
      [
        0x93,
        (m) => {
          const [name, module] = [m.pop(), m.pop()]
          if (typeof name !== 'string' || typeof module !== 'string') throw m.fault()
          m.global(module, name)
        },
      ],
      ['R', (m) => m.reduce()],
      ['b', (m) => m.build()],
    ] satisfies [string | number, (machine: Machine) => void][]
  ).map(([code, act]) => [typeof code === 'string' ? code.charCodeAt(0) : code, act]),
)

function isKind<K extends 'array' | 'dict' | 'global' | 'dtype'>(
  value: Pickled | undefined,
  kind: K,
): value is Extract<Pickled, { kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}

/** A text, also from Python 2; undefined for other values. */
export function textOf(value: Pickled | undefined): string | undefined {
  if (typeof value === 'string') return value
  return Buffer.isBuffer(value) ? value.toString('utf8') : undefined
}

/** The value of a dict under `key`; undefined if it is missing or `value` is not a dict. */
export const valueOf = (value: Pickled, key: string): Pickled | undefined =>
  isKind(value, 'dict') ? value.items.get(key) : undefined

/** Whether a value is an array. */
export const isPickledArray = (value: Pickled | undefined): value is PickledArray => isKind(value, 'array')

const isShape = (value: Pickled | undefined): value is number[] =>
  Array.isArray(value) &&
  value.length <= 4 &&
  value.every((size) => Number.isSafeInteger(size) && (size as number) >= 0)

/** Converts a matrix from Fortran order (first axis innermost) to C order. */
function transposed(bytes: Uint8Array, shape: readonly number[], fault: () => FileFault): Uint8Array {
  const [rows = 0, columns = 0, ...more] = shape
  if (shape.length !== 2 || more.length > 0) throw fault()
  const out = new Uint8Array(bytes.length)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) out[row * columns + column] = bytes[column * rows + row]!
  return out
}
