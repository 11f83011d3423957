import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTensorFile, writeTensorFile } from './tensorFile.ts'

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
  it('gives back every bit, in order, with its metadata', () => {
    const path = join(folder, 'a.safetensors')
    writeTensorFile(path, tensors, { note: 'ä "quoted"' })
    const read = readTensorFile(path)
    expect([...read.tensors]).toEqual([...tensors])
    expect(Object.is(read.tensors.get('stem.conv.weight')!.data[1], -0)).toBe(true)
    expect(read.metadata).toEqual({ note: 'ä "quoted"' })
    expect(readdirSync(folder)).toEqual(['a.safetensors'])
  })
  it('is laid out as safetensors says', () => {
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
  it('that was cut off at any place is refused by name', () => {
    const path = join(folder, 'c.safetensors')
    writeTensorFile(path, tensors, {})
    const whole = readFileSync(path)
    for (const length of [0, 4, 20, whole.length - 21, whole.length - 1]) {
      writeFileSync(path, whole.subarray(0, length))
      expect(() => readTensorFile(path)).toThrow(`${path} is damaged`)
    }
  })
})
