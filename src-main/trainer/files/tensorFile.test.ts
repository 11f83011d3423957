import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTensorFile, TensorFileError, writeTensorFile } from './tensorFile.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensors-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const tensors = new Map([
  ['stem.conv.weight', { shape: [2, 1, 1, 1], data: Float32Array.of(1.5, -0) }],
  ['losses', { shape: [3], data: Float32Array.of(1e-45, Math.PI, 3e38) }],
  ['none', { shape: [0], data: new Float32Array(0) }],
])

describe('a file of tensors', () => {
  it('round-trips every bit, in order, with its metadata', () => {
    const path = join(folder, 'a.safetensors')
    writeTensorFile(path, tensors, { note: 'ä "quoted"' })
    const read = readTensorFile(path)
    expect([...read.tensors]).toEqual([...tensors])
    expect(Object.is(read.tensors.get('stem.conv.weight')!.data[1], -0)).toBe(true)
    expect(read.metadata).toEqual({ note: 'ä "quoted"' })
    expect(readdirSync(folder)).toEqual(['a.safetensors'])
  })
  it('follows the safetensors layout', () => {
    const path = join(folder, 'b.safetensors')
    writeTensorFile(path, tensors, {})
    const bytes = readFileSync(path)
    const length = Number(bytes.readBigUInt64LE(0))
    expect(length % 8).toBe(0)
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<string, unknown>
    expect(header['losses']).toEqual({ dtype: 'F32', shape: [3], data_offsets: [8, 20] })
    expect(bytes.readFloatLE(8 + length + 12)).toBe(Math.fround(Math.PI))
    expect(bytes.length).toBe(8 + length + 20)
  })

  it('detects any change', () => {
    const path = join(folder, 'c.safetensors')
    writeTensorFile(path, tensors, { note: 'ä' })
    const whole = readFileSync(path)
    const place = fc.nat(whole.length - 1)
    const damage = fc.oneof(
      place.chain((at) => fc.nat(7).map((bit) => ({ at, length: 1, change: (byte: number) => byte ^ (1 << bit) }))),
      place.chain((at) => fc.integer({ min: 1, max: 512 }).map((length) => ({ at, length, change: () => 0 }))),
      place.chain((at) => fc.nat(255).map((value) => ({ at, length: 8, change: () => value }))),
    )
    fc.assert(
      fc.property(damage, ({ at, length, change }) => {
        const bytes = Uint8Array.from(whole, (byte, i) => (i >= at && i < at + length ? change(byte) : byte))
        fc.pre(Buffer.compare(bytes, whole) !== 0)
        expect(() => read(path, bytes)).toThrow(TensorFileError)
      }),
      { numRuns: 500 },
    )
    for (let at = 0; at < whole.length; at++) {
      expect(() => read(path, whole.subarray(0, at))).toThrow(`${path} is damaged`)
      expect(() =>
        read(
          path,
          Uint8Array.from(whole, (byte, i) => (i === at ? byte ^ 4 : byte)),
        ),
      ).toThrow(TensorFileError)
    }
    expect(() => read(path, Buffer.concat([whole, Buffer.of(0)]))).toThrow(TensorFileError)
    expect(read(path, whole).metadata).toEqual({ note: 'ä' })
  })

  it('from before checksums is read, but only with its known keys', () => {
    const path = join(folder, 'd.safetensors')
    const header = { __metadata__: { format: 'f' }, a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }
    const file = encoded(JSON.stringify(header), 8)
    writeFileSync(path, file)
    expect(readTensorFile(path, ['format'])).toEqual({
      metadata: { format: 'f' },
      isChecked: false,
      tensors: new Map([['a', { shape: [2], data: new Float32Array(2) }]]),
    })
    expect(() => readTensorFile(path)).toThrow(TensorFileError)
  })

  it.each([
    ['a header of 2^60 bytes', Buffer.of(0, 0, 0, 0, 0, 0, 0, 16, 123, 125)],
    ['a header that is longer than any file', Buffer.alloc(20, 0xff)],
    ['a name that is there twice', encoded(`{"a":${entry([1], 0, 4)},"a":${entry([1], 4, 8)}}`, 8)],
    ['tensors that overlap', encoded(`{"a":${entry([2], 0, 8)},"b":${entry([1], 4, 8)}}`, 8)],
    ['a gap between tensors', encoded(`{"a":${entry([1], 0, 4)},"b":${entry([1], 8, 12)}}`, 12)],
    ['a tensor that lies behind the end', encoded(`{"a":${entry([2 ** 40], 0, 2 ** 42)}}`, 8)],
    ['a tensor that ends before it begins', encoded(`{"a":${entry([1], 8, 4)}}`, 8)],
    ['a shape whose size overflows', encoded(`{"a":${entry([2 ** 52, 2 ** 52, 0], 0, 4)}}`, 4)],
    ['a shape of more than 2^1024', encoded(`{"a":${entry(Array<number>(30).fill(2 ** 50), 0, 4)}}`, 4)],
    ['data that no tensor claims', encoded('{}', 8)],
    ['lists within lists', encoded(`${'['.repeat(1e5)}${']'.repeat(1e5)}`, 0)],
    ['another type of numbers', encoded('{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}', 8)],
    ['no object', encoded('null', 0)],
    ['text that is not UTF-8', encoded(Buffer.from([0x22, 0xff, 0x22]), 0)],
  ])('with %s is refused', (_, bytes) => {
    expect(() => read(join(folder, 'e.safetensors'), bytes)).toThrow(TensorFileError)
  })

  it('refuses what is not a file: a folder, a pipe, nothing', () => {
    const [inPlace, pipe, absent] = ['in-place', 'pipe', 'absent'].map((name) => join(folder, name))
    mkdirSync(inPlace!)
    expect(() => readTensorFile(inPlace!)).toThrow(TensorFileError)
    expect(() => readTensorFile(absent!)).toThrow(`${absent!} is missing`)
    if (process.platform === 'win32') return
    execFileSync('mkfifo', [pipe!])
    expect(() => readTensorFile(pipe!)).toThrow(TensorFileError)
  })
})

function read(path: string, bytes: Uint8Array): ReturnType<typeof readTensorFile> {
  writeFileSync(path, bytes)
  return readTensorFile(path)
}

function entry(shape: readonly number[], from: number, to: number): string {
  return JSON.stringify({ dtype: 'F32', shape, data_offsets: [from, to] })
}

/** A file with this header, padded as required, and zeros as data. */
function encoded(header: string | Buffer, dataLength: number): Buffer {
  const text = Buffer.from(header)
  const padded = Buffer.alloc(Math.ceil(text.length / 8) * 8, ' ')
  text.copy(padded)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(padded.length))
  return Buffer.concat([length, padded, Buffer.alloc(dataLength)])
}
