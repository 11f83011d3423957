import { EventEmitter } from 'node:events'
import { deserialize, serialize } from 'node:v8'

/**
 * One end of a pair of ports that behaves as Electron's do in its main and utility processes: listeners get events, what is
 * sent is copied as V8 copies it, and nothing but ports can be handed over.
 */
class MemoryPort extends EventEmitter {
  other: MemoryPort | undefined

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new TypeError('invalid transfer: only ports can be handed over')
    const bytes = serialize(message)
    const { other } = this
    setImmediate(() => other?.emit('message', { data: deserialize(bytes) as unknown, ports: [] }))
  }

  close(): void {
    const { other } = this
    this.other = undefined
    if (other) other.other = undefined
    setImmediate(() => {
      this.emit('close')
      other?.emit('close')
    })
  }
}

/** Two ports of which each receives what the other is given. */
export function memoryPorts(): [MemoryPort, MemoryPort] {
  const [one, two] = [new MemoryPort(), new MemoryPort()]
  one.other = two
  two.other = one
  return [one, two]
}
