import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { duplexPair } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { sentenceOf } from '#shared/contract/errors.ts'
import { saidIn } from '#shared/sentences/saidIn.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { createLab } from '#main/lab.ts'
import { createLabClient } from '../labs/labClient.ts'
import { importStudy } from '../files/studyFiles.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { runLab } from './runLab.ts'
import { Wire } from './wire.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const newFolder = temporaryFolders()

/** Both ends of the wire of a lab's process: the shell's end, with the messages received there, and its own. */
function wires() {
  const [shell, process] = duplexPair()
  const ends = { shell: new Wire(shell), lab: new Wire(process), said: [] as unknown[] }
  ends.shell.on('said', (what) => ends.said.push(what))
  return ends
}

describe("The lab's process", () => {
  it('serves the contract on every port it receives until told to close', async () => {
    const dataDir = newFolder()
    // The shell stores its window's files there before a lab exists.
    mkdirSync(join(dataDir, 'window'))
    const { shell, lab: wire, said } = wires()
    const end = vi.fn()
    await runLab({ dataDir }, wire, end)
    await vi.waitFor(() => expect(said).toEqual([{ kind: 'ready' }]))

    const ports = [shell.openPort(), shell.openPort()]
    const [one, two] = ports.map(createLabClient)
    await one!.system.changeSettings({ changes: { trainers: 3 }, basedOn: { trainers: null } })
    expect((await two!.queue.status()).chosenTrainers).toBe(3)
    expect(await two!.system.info()).toMatchObject({ host: 'electron', dataDir })

    // A closed window does not affect others.
    ports[0]!.close()
    expect(await two!.studies.list({})).toEqual([])

    shell.say('close')
    await vi.waitFor(() => expect(end).toHaveBeenCalledWith(0))
    const again = await createLab({ dataDir })
    expect(again.afterUncleanExit).toBe(false)
    await again.close()
  })

  it('refuses an incomplete bundle with a sentence and adds no study', async () => {
    const folder = newFolder()
    const { shell, lab: wire } = wires()
    await runLab({ dataDir: join(folder, 'lab') }, wire, vi.fn())
    const lab = createLabClient(shell.openPort())
    const { id } = await lab.studies.openSample()
    const { file } = await lab.studies.exportBundle({ id })
    const whole = new Uint8Array(await file.arrayBuffer())
    const broken = { 'cut.regbench': whole.subarray(0, whole.length / 2), 'photo.regbench': Buffer.from('no archive') }
    for (const [name, bytes] of Object.entries(broken)) {
      const path = join(folder, name)
      writeFileSync(path, bytes)
      const error: unknown = await importStudy(lab, path).catch((refused: unknown) => refused)
      expect(saidIn('ko', sentenceOf(error)), name).toMatch(/[가-힣]/)
    }
    expect((await lab.studies.list({})).map((study) => study.id)).toEqual([id])
    shell.say('close')
  })

  it('exits to be restarted when its database is replaced', async () => {
    const dataDir = newFolder()
    const { shell, lab: wire, said } = wires()
    const end = vi.fn()
    await runLab({ dataDir }, wire, end)
    const lab = createLabClient(shell.openPort())
    const [backup] = await lab.system.backUp()
    await lab.system.restore({ backup: backup!.name })
    await vi.waitFor(() => expect(end).toHaveBeenCalledWith(0))
    expect(said).toEqual([{ kind: 'ready' }, { kind: 'replaced' }])
    const again = await createLab({ dataDir })
    await again.close()
  })

  it('closes itself when the shell is gone', async () => {
    const dataDir = newFolder()
    const { shell, lab: wire } = wires()
    const end = vi.fn()
    await runLab({ dataDir }, wire, end)
    void shell.end()
    await vi.waitFor(() => expect(end).toHaveBeenCalledWith(0))
    const again = await createLab({ dataDir })
    expect(again.afterUncleanExit).toBe(false)
    await again.close()
  })

  it('reports why its folder cannot be opened and exits', async () => {
    const dataDir = newFolder()
    const other = await createLab({ dataDir })
    const { lab: wire, said } = wires()
    const end = vi.fn()
    await runLab({ dataDir }, wire, end)
    expect(said).toEqual([
      { kind: 'fault', said: sentence('folderInUseBy', { folder: dataDir, process: String(process.pid) }) },
    ])
    expect(end).toHaveBeenCalledWith(0)
    await other.close()
  })
})
