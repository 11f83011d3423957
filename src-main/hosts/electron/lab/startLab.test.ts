import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createLab } from '#main/lab.ts'
import { createLabClient } from '../labs/labClient.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { startLabProcess, type LabEnding } from './startLab.ts'

const newFolder = temporaryFolders()
const entry = join(import.meta.dirname, 'labProcess.ts')

/** A running lab process over a new folder, and a promise of how it ends. */
async function started() {
  const dataDir = newFolder()
  const lab = startLabProcess({ entry, dataDir, node: process.execPath }, { beside: false })
  const ended = new Promise<LabEnding>((resolve) => lab.onExit(resolve))
  onTestFinished(() => lab.kill())
  expect(await once(lab.wire, 'said')).toEqual([{ kind: 'ready' }])
  return { lab, dataDir, ended, client: createLabClient(lab.wire.openPort()) }
}

it('runs the lab under plain Node, serves it over the wire and exits when told', async () => {
  const { lab, dataDir, ended, client } = await started()
  expect(await client.system.info()).toMatchObject({ host: 'electron', dataDir, node: process.versions.node })
  // An answer that contains a file is sent as bytes.
  const { id } = await client.studies.openSample()
  const { file } = await client.studies.exportBundle({ id })
  expect(new Uint8Array(await file.arrayBuffer()).subarray(0, 2)).toEqual(Uint8Array.from([0x1f, 0x8b]))
  lab.wire.say('close')
  expect(await ended).toEqual({ exitCode: 0, signal: null })
  const again = await createLab({ dataDir })
  expect(again.afterUncleanExit).toBe(false)
  await again.close()
}, 60_000)

it('reports the signal that ended it', async () => {
  const { lab, ended } = await started()
  lab.kill()
  expect(await ended).toEqual({ exitCode: null, signal: 'SIGKILL' })
}, 60_000)

it('reports why it cannot be started', async () => {
  const lab = startLabProcess({ entry, dataDir: newFolder(), node: join(newFolder(), 'absent') }, { beside: false })
  const said = vi.fn()
  lab.onErrorText(said)
  await new Promise((resolve) => lab.onExit(resolve))
  expect(said.mock.calls.flat().join('')).toContain('ENOENT')
})
