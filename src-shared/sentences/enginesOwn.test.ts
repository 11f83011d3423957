import { expect, it } from 'vitest'
import { isEnginesOwn } from './enginesOwn.ts'
import { sentence, ValueError } from './sentence.ts'

function thrownBy(act: () => unknown): RangeError {
  try {
    act()
  } catch (error) {
    if (error instanceof RangeError) return error
  }
  throw new Error(`no RangeError: ${String(act)}`)
}
const deep = (): number => 1 + deep()
const bytes = (length: number) => new ArrayBuffer(length)

it.each([
  () => new Array<number>(-1),
  () => 'x'.repeat(-1),
  () => deep(),
  () => new Uint8Array(-1),
  () => new Date(NaN).toISOString(),
  () => BigInt(1.5),
  () => (1).toString(99),
  () => (1).toFixed(101),
  () => (1).toPrecision(101),
  () => new DataView(bytes(2)).getInt32(0),
  () => new DataView(bytes(2), 5),
  () => new Uint16Array(bytes(3)),
  () => new Uint16Array(bytes(4), 1),
  () => {
    new Uint8Array(2).set([1, 2, 3])
  },
  () => 'x'.normalize('x'),
  () => new Intl.NumberFormat('no locale'),
  () => new Intl.NumberFormat('en', { maximumFractionDigits: 999 }),
  () => Buffer.alloc(2).readInt32LE(0),
])('%s is a bug of the program', (act) => {
  expect(isEnginesOwn(thrownBy(act))).toBe(true)
})

it("the program's own message about a value is none", () => {
  const own = [
    new RangeError('invalid seed: -1 (an integer in [0, 2^53))'),
    new RangeError('what follows is an Invalid array length'),
    new ValueError(sentence('invalid', { what: sentence('study'), faults: sentence('required') })),
  ]
  expect(own.filter(isEnginesOwn)).toEqual([])
})
