import { expect, it } from 'vitest'
import { hasTrayHost } from './trayHost.ts'

it('is queried only on Linux', async () => {
  const ask = () => Promise.reject(new Error('no bus'))
  expect(await hasTrayHost('win32', ask)).toBe(true)
  expect(await hasTrayHost('linux', ask)).toBe(false)
})

it.each([true, false])('exists if the bus answers %s', async (is) => {
  const said = `method return time=1 sender=org.freedesktop.DBus -> destination=:1.9 serial=3 reply_serial=2\n   boolean ${is}\n`
  expect(await hasTrayHost('linux', () => Promise.resolve(said))).toBe(is)
})
