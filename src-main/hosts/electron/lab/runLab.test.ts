import { EventEmitter, once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it, vi } from 'vitest'
import type { MessagePortMain } from 'electron'
import { sentence } from '#shared/sentences/sentence.ts'
import { createLab } from '#main/lab.ts'
import { createLabClient } from '#main/hosts/electron/labClient.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import type { FromLab } from './messages.ts'
import { runLab, type ShellPort } from './runLab.ts'

const newFolder = temporaryFolders()

/** The shell's end of a lab's process. */
class Shell extends EventEmitter implements ShellPort {
  readonly said: FromLab[] = []
  postMessage(message: FromLab): void {
    this.said.push(message)
  }
  /** A client on a new port, as the shell makes it for itself. */
  connect() {
    const { port1, port2 } = new MessageChannel()
    this.emit('message', { data: 'port', ports: [port1] })
    return { lab: createLabClient(port2 as unknown as MessagePortMain), port: port2 }
  }
}

describe('the lab’s process', () => {
  it('serves the contract on every port that it is given until it is told to close', async () => {
    const dataDir = newFolder()
    // The shell keeps there what belongs to its window, before there is a lab.
    mkdirSync(join(dataDir, 'window'))
    const [shell, end] = [new Shell(), vi.fn()]
    await runLab({ dataDir }, shell, end)
    expect(shell.said).toEqual([{ kind: 'ready' }])

    const [one, two] = [shell.connect(), shell.connect()]
    await one.lab.system.changeSettings({ changes: { trainers: 3 }, basedOn: { trainers: null } })
    expect((await two.lab.queue.status()).chosenTrainers).toBe(3)
    expect(await two.lab.system.info()).toMatchObject({ host: 'electron', dataDir })

    // A window that is gone takes nothing with it.
    one.port.close()
    await once(one.port, 'close')
    expect(await two.lab.studies.list({})).toEqual([])

    shell.emit('message', { data: 'close', ports: [] })
    await vi.waitFor(() => expect(end).toHaveBeenCalledWith(0))
    two.port.close()
    const again = await createLab({ dataDir })
    expect(again.afterUncleanExit).toBe(false)
    await again.close()
  })

  it('ends to be started again when another database is in the place of its own', async () => {
    const dataDir = newFolder()
    const [shell, end] = [new Shell(), vi.fn()]
    await runLab({ dataDir }, shell, end)
    const { lab, port } = shell.connect()
    const [backup] = await lab.system.backUp()
    await lab.system.restore({ backup: backup!.name })
    await vi.waitFor(() => expect(end).toHaveBeenCalledWith(0))
    expect(shell.said).toEqual([{ kind: 'ready' }, { kind: 'replaced' }])
    port.close()
    const again = await createLab({ dataDir })
    await again.close()
  })

  it('says why its folder cannot be opened and ends', async () => {
    const dataDir = newFolder()
    const other = await createLab({ dataDir })
    const [shell, end] = [new Shell(), vi.fn()]
    await runLab({ dataDir }, shell, end)
    expect(shell.said).toEqual([
      { kind: 'fault', said: sentence('folderInUseBy', { folder: dataDir, process: String(process.pid) }) },
    ])
    expect(end).toHaveBeenCalledWith(0)
    await other.close()
  })
})
