import { EventEmitter } from 'node:events'
import { deserialize, serialize } from 'node:v8'

/**
 * One end of a pair of ports that behaves like Electron's in its main and utility processes: listeners get events,
 * messages are copied as V8 copies them, and only ports can be transferred.
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

/** Two connected ports: each receives what is sent to the other. */
export function memoryPorts(): [MemoryPort, MemoryPort] {
  const [one, two] = [new MemoryPort(), new MemoryPort()]
  one.other = two
  two.other = one
  return [one, two]
}
