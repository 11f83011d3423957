import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { MessagePortMain } from './ports.ts'

export const utilityProcess = {
  fork(entry: string, words: string[], { stdio }: { stdio: string[] }) {
    const file = (name: string) => new URL(name, import.meta.url).href
    const child = fork(entry, words, {
      execArgv: ['--import', file('./parentPort.mjs'), ...(process.env['STANDIN_V15'] ? [] : ['--import', file('./v16.mjs')])],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', stdio[2] as 'pipe', 'ipc'],
    })
    const lab = new EventEmitter() as any
    lab.stderr = child.stderr
    lab.pid = child.pid
    let next = 1
    const ports = new Map<number, any>()
    child.on('message', (m: any) => {
      if (m.shell !== undefined) lab.emit('message', m.shell)
      else if (m.close) ports.get(m.port)?.close()
      else ports.get(m.port)?.post(m.data)
    })
    child.on('exit', (c) => {
      for (const end of ports.values()) end.close()
      lab.emit('exit', c ?? 1)
    })
    lab.postMessage = (m: unknown, transfer: MessagePortMain[] = []) => {
      const ids = transfer.map((port, i) => {
        const id = next++
        const end = port.handOver(i)
        ports.set(id, end)
        end.onClose = () => child.connected && child.send({ port: id, close: true })
        setImmediate(() => end.start((data) => child.connected && child.send({ port: id, data } as any)))
        return id
      })
      child.send({ main: m, ports: ids } as any)
    }
    lab.kill = () => child.kill('SIGTERM')
    return lab
  },
}
