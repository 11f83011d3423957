import { Duplex, duplexPair } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Wire, type Carried, type WirePort } from './wire.ts'

/** Two wires over one stream, and every port the second received, with the messages on it. */
function pair() {
  const [a, b] = duplexPair()
  const [ours, theirs] = [new Wire(a), new Wire(b)]
  const given: { port: WirePort; messages: Carried[]; isClosed: boolean }[] = []
  theirs.on('port', (port) => {
    const kept = { port, messages: [] as Carried[], isClosed: false }
    given.push(kept)
    port.on('message', ({ data }: { data: Carried }) => kept.messages.push(data))
    port.on('close', () => (kept.isClosed = true))
  })
  return { ours, theirs, given }
}

const text = fc.string({ unit: 'grapheme', maxLength: 200 })
const bytes = fc.uint8Array({ maxLength: 200 })

describe('The wire between two processes', () => {
  it('carries text and bytes on every port in order, however the stream splits them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ port: fc.nat(2), data: fc.oneof(text, bytes) }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        async (sent, piece) => {
          const written: Buffer[] = []
          const sending = new Wire(
            new Duplex({
              read: () => undefined,
              write(chunk: Buffer, _encoding, done) {
                written.push(chunk)
                done()
              },
            }),
          )
          const ports = [0, 1, 2].map(() => sending.openPort())
          for (const { port, data } of sent) ports[port]!.postMessage(data)
          const all = Buffer.concat(written)

          const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() })
          const receiving = new Wire(stream)
          const received: Carried[][] = []
          receiving.on('port', (port) => {
            const messages: Carried[] = []
            received.push(messages)
            port.on('message', ({ data }: { data: Carried }) => messages.push(data))
          })
          for (let at = 0; at < all.length; at += piece) stream.push(all.subarray(at, at + piece))
          stream.push(null)
          await new Promise((resolve) => stream.once('end', resolve))
          expect(received).toEqual(
            [0, 1, 2].map((index) => sent.filter(({ port }) => port === index).map(({ data }) => data)),
          )
        },
      ),
    )
  })

  it('gives bytes in a buffer of their own, so that posting them copies nothing else', async () => {
    const { ours, given } = pair()
    ours.openPort().postMessage(new Uint8Array(100).subarray(10, 13))
    await vi.waitFor(() => expect(given[0]?.messages).toHaveLength(1))
    expect((given[0]!.messages[0] as Uint8Array).buffer.byteLength).toBe(3)
  })

  it('tells each end when the other closes, and both when the stream closes', async () => {
    const { ours, given } = pair()
    const [one, two] = [ours.openPort(), ours.openPort()]
    one.close()
    await vi.waitFor(() => expect(given.map(({ isClosed }) => isClosed)).toEqual([true, false]))
    const closed = vi.fn()
    two.on('close', closed)
    given[1]!.port.close()
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())

    const three = ours.openPort()
    const gone = vi.fn()
    ours.on('close', gone)
    three.on('close', gone)
    await ours.end()
    await vi.waitFor(() => expect(given[2]!.isClosed).toBe(true))
    expect(gone).toHaveBeenCalledTimes(2)
  })

  it('drops messages after its end, and ends once', async () => {
    const { ours, theirs } = pair()
    const said = vi.fn()
    theirs.on('said', said)
    ours.say({ last: true })
    await ours.end()
    ours.say('late')
    await ours.end()
    await vi.waitFor(() => expect(said.mock.calls).toEqual([[{ last: true }]]))
  })
})
