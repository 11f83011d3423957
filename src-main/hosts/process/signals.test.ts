import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { exitCodeOf, onEndSignal, type EndSignal } from './signals.ts'

/** A process with fake signals and a fake clock, and what happened to it. */
function madeUp() {
  const events = new EventEmitter()
  const seen: string[] = []
  let time = 0
  const release = onEndSignal((signal) => seen.push(`stop ${signal}`), {
    on: (signal, listener) => events.on(signal, listener),
    off: (signal, listener) => events.off(signal, listener),
    exit: (code) => seen.push(`exit ${code}`),
    now: () => time,
  })
  const send = (signal: EndSignal, at: number) => {
    time = at
    events.emit(signal, signal)
  }
  return { seen, send, release, events }
}

it.each<[EndSignal, number]>([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('%s stops the program in an orderly way, and a second one ends it at once', (signal, code) => {
  const { seen, send } = madeUp()
  send(signal, 10)
  send(signal, 1000)
  expect(seen).toEqual([`stop ${signal}`, `exit ${code}`])
  expect(exitCodeOf(signal)).toBe(code)
})

it('several signals of one action count once', () => {
  const { seen, send } = madeUp()
  send('SIGINT', 0)
  send('SIGINT', 20)
  send('SIGTERM', 300)
  expect(seen).toEqual(['stop SIGINT'])
  send('SIGINT', 600)
  expect(seen).toEqual(['stop SIGINT', 'exit 130'])
})

it('released signals have no effect', () => {
  const { seen, send, release, events } = madeUp()
  release()
  send('SIGINT', 0)
  expect(seen).toEqual([])
  expect(events.eventNames()).toEqual([])
})
