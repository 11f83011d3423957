import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FileFault } from '../files/fileFaults.ts'
import { isPickledArray, readPickle, textOf, valueOf, type Pickled } from './pickle.ts'
import { python2Pickle } from '../testing/pickles.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')

/** The value with buffers as text and dicts as objects. */
function plain(value: Pickled | undefined): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (Buffer.isBuffer(value)) return textOf(value)
  if (typeof value !== 'object' || value === null) return value
  return value.kind === 'dict' ? Object.fromEntries([...value.items].map(([key, item]) => [key, plain(item)])) : value
}

describe('a pickle', () => {
  it('of Python 2 round-trips', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6)
    const value = readPickle(
      python2Pickle({ a: [1, 300, 70_000, -1, null], b: 'text', data: { rows: 2, columns: 3, bytes } }),
    )
    expect(plain(valueOf(value, 'a'))).toEqual([1, 300, 70_000, -1, null])
    expect(plain(valueOf(value, 'b'))).toBe('text')
    const data = valueOf(value, 'data')
    expect(isPickledArray(data) && [data.shape, [...data.bytes]]).toEqual([
      [2, 3],
      [1, 2, 3, 4, 5, 6],
    ])
  })
  it.each([
    // pickle.dumps({'a': [1, 2], b'b': ('x', True, None)}, protocol) in Python 3.
    [
      2,
      '80027d71002858010000006171015d7102284b014b0265635f636f646563730a656e636f64650a710358010000006271045806000000' +
        '6c6174696e3171058671065271075801000000787108884e877109752e',
    ],
    [4, '8004951d000000000000007d94288c0161945d94284b014b0265430162948c017894884e8794752e'],
  ])('of Python 3 in protocol %i round-trips', (_, hex) => {
    expect(plain(readPickle(Buffer.from(hex, 'hex')))).toEqual({ a: [1, 2], b: ['x', true, null] })
  })
  it('in Fortran order is transposed', () => {
    const pickle = python2Pickle({ rows: 2, columns: 3, bytes: Uint8Array.of(1, 4, 2, 5, 3, 6) })
    const fortran = latin(pickle.toString('latin1').replace('tb\x89', 'tb\x88'))
    expect([...(readPickle(fortran) as { bytes: Uint8Array }).bytes]).toEqual([1, 2, 3, 4, 5, 6])
  })
  it.each([
    ['a command', "cos\nsystem\n(S'touch /tmp/x'\ntR.", /refers to os\.system, which a data set never needs/],
    ['code', 'cbuiltins\neval\n(U\x01xtR.', /refers to builtins\.eval/],
    ['another way to a command', '\x80\x04\x8c\x05posix\x8c\x06system\x93.', /refers to posix\.system/],
    ['an instance', '(i__main__\nX\n.', /not a pickle of lists and images \(byte 2\)/],
    ['an extension', '\x80\x02\x82\x01.', /not a pickle/],
    [
      'an array of objects',
      'cnumpy.core.multiarray\n_reconstruct\n)R(K\x01K\x01\x85cnumpy\ndtype\n(U\x01OtR\x89]tb.',
      /not a pickle/,
    ],
    [
      'an array larger than its bytes',
      'cnumpy.core.multiarray\n_reconstruct\n)R(K\x01K\x09\x85cnumpy\ndtype\n(U\x02u1tR\x89U\x01xtb.',
      /not a pickle/,
    ],
    ['a text that is longer than the file', 'T\xff\xff\xff\x7fx.', /not a pickle/],
    ['an empty stack', 'e.', /not a pickle/],
    ['marks without end', '('.repeat(100), /not a pickle/],
    ['nothing', '', /not a pickle/],
  ])('of %s is refused and calls nothing', (_, text, message) => {
    expect(() => readPickle(latin(text))).toThrow(FileFault)
    expect(() => readPickle(latin(text))).toThrow(message)
  })
  it('is read or refused, whatever its bytes', () => {
    const whole = python2Pickle({ a: [1, 2], data: { rows: 1, columns: 4, bytes: Uint8Array.of(1, 2, 3, 4) } })
    const codes = [...latin('(])}taesuNKMJUTCBXqrhjcRb.')]
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((some) => Buffer.from(some)),
      fc
        .array(fc.constantFrom(...codes, 0, 1, 0x80, 0x85, 0x93, 0x94), { maxLength: 60 })
        .map((some) => Buffer.from(some)),
      fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, value]) => {
        const changed = Buffer.from(whole)
        changed[at] = value
        return changed
      }),
    )
    fc.assert(
      fc.property(bytes, (given) => {
        try {
          readPickle(given)
        } catch (error) {
          expect(error).toBeInstanceOf(FileFault)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
