import type { ClientContext, ClientLink } from '@orpc/client'
import { expect, it } from 'vitest'
import { connect, LostConnectionError } from './connection.ts'
import type { Transport } from './transport.ts'

/** A transport whose first link breaks during the first call, and the paths requested from its links. */
function breaking(): { transport: Transport; calls: string[] } {
  const calls: string[] = []
  let opened = 0
  const transport: Transport = {
    open: (closed) => {
      const number = ++opened
      const link: ClientLink<ClientContext> = {
        call: (path) => {
          calls.push(`${number} ${path.join('.')}`)
          if (number > 1) return Promise.resolve('answer')
          closed()
          return Promise.reject(new Error('closed while waiting'))
        },
      }
      return Promise.resolve(link)
    },
  }
  return { transport, calls }
}

it('repeats calls that only read after a break', async () => {
  const { transport, calls } = breaking()
  const states: string[] = []
  const connection = connect(transport)
  connection.onState((state) => states.push(state))
  expect(await connection.link.call(['studies', 'list'], {}, { context: {} })).toBe('answer')
  expect(calls).toEqual(['1 studies.list', '2 studies.list'])
  expect(states).toEqual(['connecting', 'connected', 'lost', 'connected'])
})

it('never repeats a call that changes something, and reports that the connection broke', async () => {
  const { transport, calls } = breaking()
  const { link } = connect(transport)
  await expect(link.call(['studies', 'create'], {}, { context: {} })).rejects.toBeInstanceOf(LostConnectionError)
  expect(calls).toEqual(['1 studies.create'])
})

it('passes errors of the lab through and reports them', async () => {
  const fault = new RangeError('no such study')
  const link = { call: () => Promise.reject(fault) }
  const connection = connect({ open: () => Promise.resolve(link) })
  const faults: unknown[] = []
  connection.onFault((error) => faults.push(error))
  await expect(connection.link.call(['studies', 'get'], {}, { context: {} })).rejects.toBe(fault)
  expect(faults).toEqual([fault])
})
