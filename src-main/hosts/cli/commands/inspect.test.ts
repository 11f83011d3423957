import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wholeDifference } from '#shared/inspection/pairedInspections.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { clientOf } from '#main/services/client.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { getRun } from '#main/store/tables/runs.ts'
import { changeRuns } from '#main/store/tables/runTransitions.ts'
import { countModelErrors } from '#main/trainer/files/exportOnnx.ts'
import { runCommandLine } from '../commandLine.ts'
import { captureOutput } from '../testing/captureOutput.ts'

const terminal = captureOutput()
let folder: string
let run: string
const images = 'synthetic:imageSize=8,trainCount=100,testCount=10'
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-inspect-'))
  const tiny = { name: 'tiny', config: { depths: [1], widths: [4], strides: [2] } }
  writeFileSync(join(folder, 'tiny.json'), JSON.stringify([tiny]))
  const words = ['train', join(folder, 'tiny.json'), '--dataset', images, '--set', 'epochs=1,batchSize=20']
  expect(await runCommandLine([...words, '--out', join(folder, 'one')])).toBe(0)
  run = `${join(folder, 'one')}:1`
})
afterAll(() => rmSync(folder, { recursive: true }))

const inLab = async <T>(act: (lab: Lab) => T | Promise<T>): Promise<T> => {
  const lab = await createLab({ dataDir: join(folder, 'one') })
  try {
    return await act(lab)
  } finally {
    await lab.close()
  }
}

const forget = () => inLab((lab) => lab.core.db.exec('DELETE FROM inspections'))

describe('regbench compare-networks', () => {
  it('sees two runs side by side, with the images that each gets wrong', async () => {
    expect(await runCommandLine(['compare-networks', run, run, '--inspect', '--json'])).toBe(0)
    const found = JSON.parse(terminal.output) as { networks: { wrong: number; count: number }[] }
    const [{ wrong, count }] = found.networks as [{ wrong: number; count: number }]
    const whole = { images: count, both: wrong, onlyFirst: 0, onlySecond: 0, neither: count - wrong }
    expect(found).toMatchObject({ differs: [], flopsRatio: 1, training: 'same', inspected: { shared: count, whole } })
    terminal.output = ''
    expect(await runCommandLine(['compare-networks', 'RegNetX-200MF', 'RegNetY-200MF'])).toBe(0)
    expect(terminal.output.replaceAll('\n', ' ')).toContain('neither was trained here')
    expect(await runCommandLine(['compare-networks', 'RegNetX-200MF', run, '--inspect'])).toBe(1)
    expect(terminal.errors).toContain('RegNetX-200MF has no weights to look into')
  })
})

describe('regbench inspect', () => {
  it('finds the recorded errors in a file of weights, as the lab does, which stores them, and prints text, JSON or CSV', async () => {
    await forget()
    const { weights, errors, count, loss } = await inLab(async (lab) => {
      const client = clientOf(lab)
      expect(await client.inspections.known({ id: 1 })).toBeNull()
      expect(await client.inspections.pair({ first: 1, second: 1 })).toBeNull()
      const found = await client.inspections.look({ id: 1, worst: 2 })
      const { validationErrors, validationCount, weightsPath } = getRun(lab.core.db, 1)
      expect(found).toMatchObject({ errors: validationErrors, recordedErrors: validationErrors, isSameWay: true })
      expect([found.count, found.pixels.size]).toEqual([validationCount, 2 * 3 * 8 * 8])
      const known = (await client.inspections.known({ id: 1 }))!
      expect({ ...known, worst: known.worst.slice(0, 2), pixels: null }).toEqual({ ...found, pixels: null })
      expect(known.worst.length).toBe(Math.min(known.count, 32))
      const again = await client.inspections.look({ id: 1, worst: 2, anew: true })
      expect({ ...again, madeAt: found.madeAt, pixels: null }).toEqual({ ...found, pixels: null })
      expect(await client.inspections.look({ id: 1, worst: 1 })).toMatchObject({ madeAt: again.madeAt })
      expect(await client.inspections.tested({ runIds: [1] })).toEqual([])
      const [tested] = await client.inspections.finalTests({ runIds: [1] })
      const model = await client.runs.exportOnnx({ id: 1 })
      writeFileSync(join(folder, 'tiny.onnx'), new Uint8Array(await model.arrayBuffer()))
      const dataset = await openDataset(getPopulation(lab.core.db, 1).plan.dataset)
      const wrong = await countModelErrors(
        join(folder, 'tiny.onnx'),
        dataset,
        'test',
        Int32Array.from(Array(10).keys()),
      )
      expect(tested).toEqual({ runId: 1, wrong, count: 10, isRecorded: false })
      expect(await client.inspections.finalTests({ runIds: [1] })).toEqual([{ ...tested, isRecorded: true }])
      const pair = (await client.inspections.pair({ first: 1, second: 1 }))!
      expect(pair.shared).toBe(validationCount)
      expect(wholeDifference(pair)).toMatchObject({ both: validationErrors, onlyFirst: 0, onlySecond: 0, p: 1 })
      changeRuns(lab.core.db, { runId: 1 }, ['finished'], { weightsPath: null, pinned: false })
      await expect(client.inspections.look({ id: 1, anew: true })).rejects.toMatchObject({
        sentence: { key: 'weightsNotKept' },
      })
      expect((await client.inspections.look({ id: 1 })).errors).toBe(validationErrors)
      return { ...found, weights: join(folder, 'one', weightsPath!) }
    })
    const words = ['inspect', weights, '--dataset', images, '--worst', '2']
    expect(await runCommandLine([...words, '--json'])).toBe(0)
    const found = JSON.parse(terminal.output) as { classes: { images: number }[] }
    expect(found).toMatchObject({ errors, recordedErrors: errors, count, loss, split: 'train' })
    expect(found.classes.reduce((sum, one) => sum + one.images, 0)).toBe(count)
    terminal.output = ''
    expect(await runCommandLine(words)).toBe(0)
    expect(terminal.output).toContain('as recorded')
    expect(terminal.output.trimEnd().split('\n').at(-3)).toMatch(/^image/)
    terminal.output = ''
    expect(await runCommandLine([...words, '--csv', 'worst'])).toBe(0)
    expect(terminal.output.slice(1).trimEnd().split('\r\n')).toHaveLength(3)
    expect(await runCommandLine(['inspect', weights])).toBe(2)
    expect(terminal.errors).toContain('--dataset')
  })

  it('trains a run again whose weights were not kept, and keeps what it finds, not the weights', async () => {
    await forget()
    expect(await runCommandLine(['inspect', run])).toBe(1)
    expect(terminal.errors).toContain('--retrain')
    expect(await runCommandLine(['inspect', run, '--retrain'])).toBe(0)
    expect(terminal.output).toContain('Trained again: the same bits.')
    expect(terminal.output).toContain('as recorded')
    expect(await inLab((lab) => getRun(lab.core.db, 1).weightsPath)).toBeNull()
    expect(await runCommandLine(['inspect', run])).toBe(0)
  })
})
