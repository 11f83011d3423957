import { expect, it } from 'vitest'
import { freeBytesIn, freeDeviceBytes } from './deviceMemory.ts'

it.each([
  ['143771\n', 143_771 * 2 ** 20],
  ['23028\n11019\n', 23_028 * 2 ** 20],
  ['[Insufficient Permissions]\n', null],
  ['NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.\n', null],
  ['', null],
])('reads the free memory of the first card: %j', (output, bytes) => {
  expect(freeBytesIn(output)).toBe(bytes)
})

it('knows nothing about the cards of other providers', async () => {
  expect(await freeDeviceBytes('webgpu')).toBeNull()
})
