import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeFailureCode } from './writeFailure.ts'

function errorOf(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}

const folder = join(import.meta.dirname, 'attempt')
const writing = (error: object) => Object.assign(new Error('no space left on device'), error)

it.each([
  ['a file of the attempt that cannot be opened', errorOf(() => openSync(join(folder, 'weights'), 'w')), 'ENOENT'],
  ['a write to an open file', writing({ code: 'ENOSPC', syscall: 'write' }), 'ENOSPC'],
  ['a file elsewhere', errorOf(() => readFileSync(join(folder, '../images/a.png'))), undefined],
  ['a read from an open file', writing({ code: 'EIO', syscall: 'read' }), undefined],
  ['an error of Node itself', writing({ code: 'ERR_OUT_OF_RANGE' }), undefined],
  ['a sentence', new RangeError('invalid seed: -1 (an integer in [0, 2^53))'), undefined],
])('%s yields the code reported to the lab', (_, error, code) => {
  expect(writeFailureCode(error, folder)).toBe(code)
})
