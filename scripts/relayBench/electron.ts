import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

/** Replaces Electron for the lab's supervisor during the measurement: ports that copy their messages. */

class MessagePortMain extends EventEmitter {
  readonly port: MessagePort
  constructor(port: MessagePort) {
    super()
    this.port = port
    port.on('message', (data: unknown) => this.emit('message', { data }))
  }
  postMessage = (data: unknown) => this.port.postMessage(data)
  start = () => this.port.start()
  close = () => this.port.close()
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new MessagePortMain(port1)
    this.port2 = new MessagePortMain(port2)
  }
}
export const app = { getPath: () => tmpdir() }
export const shell = {}
