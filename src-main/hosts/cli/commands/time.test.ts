import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addFakePopulation, fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { listTimings } from '#main/store/tables/timings.ts'
import { createLab } from '#main/testing/openLab.ts'
import { runCommandLine } from '../commandLine.ts'
import { captureOutput } from '../testing/captureOutput.ts'

const terminal = captureOutput()
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-time-'))
  writeFileSync(
    join(folder, 'tiny.json'),
    JSON.stringify(
      [4, 8].map((w) => ({ name: `w${w}`, config: { depths: [1], widths: [w], strides: [2], image_size: 8 } })),
    ),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

const quick = ['--rounds', '2', '--passes', '1', '--image-size', '8', '--classes', '4', '--scale', 'tiny16']

describe('regbench time', () => {
  it('prints every time as CSV with its conditions', async () => {
    expect(
      await runCommandLine(['time', '--space', 'RegNetX', '--count', '2', '--batch', '1,2', '--csv', ...quick]),
    ).toBe(0)
    const [header, ...rows] = terminal.output.slice(1).trimEnd().split('\r\n')
    expect(header).toBe(
      'name,flops,parameters,activations,mode,batchSize,provider,plan,device,driver,threads,onnxruntime,ms,spreadMs,fastestMs,processorMs,rounds,passes',
    )
    expect(rows).toHaveLength(4)
    expect(rows.map((row) => row.split(',').slice(4, 8).join())).toEqual([
      ...['inference,1,cpu,', 'inference,2,cpu,', 'inference,1,cpu,', 'inference,2,cpu,'],
    ])
  })

  it('prints the fits of enough networks, as JSON and as text', async () => {
    const words = ['time', '--space', 'RegNetX', '--count', '8', '--mode', 'training', '--batch', '2', ...quick]
    expect(await runCommandLine([...words, '--json'])).toBe(0)
    const lines = terminal.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toHaveLength(9)
    expect(lines[0]).toMatchObject({ mode: 'training', batchSize: 2, rounds: 2 })
    expect(lines[8]).toMatchObject({ measure: 'ms', fits: [{ mode: 'training', batchSize: 2, networks: 8 }] })
  })

  it('measures networks of a study and stores their times with it', async () => {
    const dataDir = join(folder, 'study')
    const lab = await createLab(fakeLabOptions(dataDir))
    const populationId = addFakePopulation(lab, 3)
    await lab.close()
    const words = ['time', '--study', dataDir, '--count', '2', '--batch', '2', '--rounds', '1', '--json']
    expect(await runCommandLine(words)).toBe(0)
    const lines = terminal.output.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    const again = await createLab(fakeLabOptions(dataDir))
    expect(listTimings(again.core.db, { populationId }).map(({ conditions }) => conditions.batchSize)).toEqual([2])
    await again.close()
    expect(await runCommandLine(['time', '--study', join(folder, 'nowhere')])).toBe(1)
    expect(terminal.errors).toContain('nowhere')
  })

  it('says which options name networks, and what a batch size may be', async () => {
    expect(await runCommandLine(['time'])).toBe(2)
    expect(terminal.errors).toContain('--networks, --space, --published or --study')
    expect(await runCommandLine(['time', '--published', '--batch', '1,x'])).toBe(2)
    expect(terminal.errors).toContain('It must be a whole number from 1 to 65536.')
  })
})
