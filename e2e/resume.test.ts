import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestOf, runCommand, startCommand, storedRuns, trainersAtWork, writeStudy } from './studyProcess.ts'

let folder: string
let file: string
let reference: string
const words = (name: string, ...more: string[]) => ['study', file, '--out', join(folder, name), '--json', ...more]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-resume-'))
  file = writeStudy(folder)
  reference = digestOf(await runCommand(...words('reference', '--trainers', '1')))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a study has the same digest', () => {
  it('with two trainers', async () => {
    expect(digestOf(await runCommand(...words('two', '--trainers', '2')))).toBe(reference)
  })

  it('when a trainer is killed', async () => {
    const study = startCommand(words('trainer', '--trainers', '1'))
    const [pid] = await trainersAtWork(join(folder, 'trainer'), 1)
    process.kill(pid!, 'SIGKILL')
    expect(digestOf(await study.ended)).toBe(reference)
  })

  it('when the lab is killed and the study resumed', async () => {
    const study = startCommand(words('lab', '--trainers', '2'))
    await trainersAtWork(join(folder, 'lab'), 1)
    study.process.kill('SIGKILL')
    expect((await study.ended).signal).toBe('SIGKILL')
    expect(digestOf(await runCommand(...words('lab', '--resume')))).toBe(reference)
  })

  it('when it is stopped by Ctrl-C and resumed by the command it prints', async () => {
    const study = startCommand(words('stopped', '--trainers', '1'))
    await trainersAtWork(join(folder, 'stopped'), 0)
    study.process.kill('SIGINT')
    const { code, output, errors } = await study.ended
    expect(code).toBe(130)
    expect(output).toBe('')
    const [, command] = /npm run -s regbench -- (.*)/.exec(errors)!
    expect(digestOf(await runCommand(...command!.split(' '), '--json'))).toBe(reference)
  })

  it('when it is stopped and its started runs start over without a checkpoint', async () => {
    const study = startCommand(words('anew', '--trainers', '1'))
    await trainersAtWork(join(folder, 'anew'), 0)
    study.process.kill('SIGINT')
    await study.ended
    const [begun] = storedRuns(join(folder, 'anew'))
    expect(begun!.checkpointPath).not.toBeNull()
    expect(digestOf(await runCommand(...words('anew', '--resume', '--start-over')))).toBe(reference)
    expect(storedRuns(join(folder, 'anew'))[0]!.startedOver).toBe(1)
    expect(readdirSync(join(folder, 'anew/runs'))).toEqual([])
  })
})

it('a complete study is not retrained on resume', async () => {
  const { digest, durationMs } = JSON.parse((await runCommand(...words('reference', '--resume'))).output) as {
    digest: string
    durationMs: number
  }
  expect(digest).toBe(reference)
  expect(durationMs).toBeGreaterThan(0)
})
