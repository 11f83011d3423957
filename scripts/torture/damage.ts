import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import type { Random } from './random.ts'

/** Damage that disks and copying do to a file. */
export const damages = ['bit', 'sector', 'page', 'cut', 'empty', 'missing', 'noise'] as const
export type Damage = (typeof damages)[number]

/** Damages a file and describes how. */
export function damageFile(file: string, kind: Damage, random: Random): string {
  const { size } = statSync(file)
  const over = (unit: number, bytes: (count: number) => Buffer) => {
    const start = random.below(Math.max(1, Math.ceil(size / unit))) * unit
    const count = Math.min(unit, size - start)
    put(file, start, bytes(count))
    return `${count} bytes overwritten at ${start} of ${size}`
  }
  switch (kind) {
    case 'bit': {
      if (size === 0) return 'nothing: the file is empty'
      const place = random.below(size)
      const bit = random.below(8)
      put(file, place, Buffer.from([readFileSync(file)[place]! ^ (1 << bit)]))
      return `bit ${bit} of byte ${place} of ${size} flipped`
    }
    case 'sector':
      return over(512, random.bytes)
    case 'page':
      return over(4096, (count) => Buffer.alloc(count))
    case 'cut': {
      const left = random.below(Math.max(1, size))
      truncate(file, left)
      return `cut to ${left} of ${size} bytes`
    }
    case 'empty':
      writeFileSync(file, '')
      return `emptied (${size} bytes)`
    case 'missing':
      rmSync(file)
      return `removed (${size} bytes)`
    case 'noise':
      writeFileSync(file, random.bytes(Math.max(512, Math.min(size, 65_536))))
      return `replaced by noise (${size} bytes)`
  }
}

/** Damages bytes as damageFile does, or splices, repeats and extends them. */
export function mutate(given: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(given)
  for (let left = random.pick([1, 1, 1, 2, 3, 8]); left > 0; left--) {
    const place = random.below(Math.max(1, bytes.length))
    const count = Math.min(bytes.length - place, random.pick([1, 2, 4, 8, 64, 512]))
    switch (random.below(9)) {
      case 0:
      case 1:
        if (bytes.length > 0) bytes[place]! ^= 1 << random.below(8)
        break
      case 2:
        random.bytes(count).copy(bytes, place)
        break
      case 3:
        bytes = bytes.subarray(0, place)
        break
      case 4:
        bytes.fill(random.pick([0, 255, 0x30, 0x7f]), place, place + count)
        break
      case 5:
        bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + count)])
        break
      case 6:
        bytes = Buffer.concat([bytes, random.bytes(random.below(64))])
        break
      case 7:
        bytes = Buffer.concat([bytes.subarray(0, place + count), bytes.subarray(place)])
        break
      case 8:
        if (place + 4 <= bytes.length) {
          const value = random.pick([0, 1, 255, 65_535, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1])
          if (random.chance(0.5)) bytes.writeUInt32BE(value, place)
          else bytes.writeUInt32LE(value, place)
        }
    }
  }
  return bytes
}

function put(file: string, place: number, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, bytes, 0, bytes.length, place)
  closeSync(descriptor)
}

function truncate(file: string, size: number): void {
  const descriptor = openSync(file, 'r+')
  ftruncateSync(descriptor, size)
  closeSync(descriptor)
}
