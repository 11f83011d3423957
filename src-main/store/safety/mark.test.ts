import fc from 'fast-check'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { readMark, writeMark } from './mark.ts'

const newFolder = temporaryFolders()

it('round-trips with constant length', () => {
  const folder = newFolder()
  expect(readMark(folder)).toBeUndefined()
  for (const events of [0, 7, Number.MAX_SAFE_INTEGER]) {
    const mark = { labId: 'f3a1c2d4-0000-4000-8000-000000000000', events }
    writeMark(folder, mark)
    expect(readMark(folder)).toEqual(mark)
    expect(readFileSync(join(folder, 'lab.mark')).length).toBe(128)
  }
})

it('is rejected if any bit has changed', () => {
  const folder = newFolder()
  writeMark(folder, { labId: 'f3a1c2d4-0000-4000-8000-000000000000', events: 12 })
  const whole = readFileSync(join(folder, 'lab.mark'))
  const counted = whole.toString().trimEnd().length
  fc.assert(
    fc.property(fc.nat(8 * counted - 1), (bit) => {
      const bytes = Buffer.from(whole)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      writeFileSync(join(folder, 'lab.mark'), bytes)
      const read = readMark(folder)
      if (read) expect(read.events).toBe(12)
    }),
  )
})

it.skipIf(process.platform === 'win32')('is not written through a link', () => {
  const [folder, elsewhere] = [newFolder(), newFolder()]
  writeFileSync(join(elsewhere, 'mine'), 'mine')
  symlinkSync(join(elsewhere, 'mine'), join(folder, 'lab.mark'))
  expect(() => writeMark(folder, { labId: 'x', events: 1 })).toThrow()
  expect(readFileSync(join(elsewhere, 'mine'), 'utf8')).toBe('mine')
})
