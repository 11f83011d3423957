import { existsSync, mkdtempSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { digestOf, runCommand, startCommand, trainersAtWork, writeStudy } from './studyProcess.ts'

let folder: string
let file: string
const words = (name: string, ...more: string[]) => ['study', file, '--out', join(folder, name), ...more]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-endings-'))
  file = writeStudy(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s stops a study with its checkpoints, and exit code %i', async (signal, code) => {
  const study = startCommand(words(signal, '--trainers', '1'))
  await trainersAtWork(join(folder, signal), 0)
  study.process.kill(signal)
  const ended = await study.ended
  expect(ended).toMatchObject({ code, signal: null })
  expect(ended.errors).toContain('Stopped; nothing is lost.')
  expect(digestOf(await runCommand(...words(signal, '--resume', '--json')))).toMatch(/^[0-9a-f]{64}$/)
})

it.each([
  ['stdout', 141],
  ['stderr', 0],
] as const)('a study goes on when the reader of its %s goes, and ends with %i', async (stream, code) => {
  const study = startCommand(words(stream))
  study.process[stream]!.destroy()
  expect(await study.ended).toMatchObject({ code, signal: null })
  expect(existsSync(join(folder, stream, 'report.html'))).toBe(true)
  if (process.platform !== 'win32') expect(statSync(join(folder, stream)).mode & 0o077).toBe(0)
})

it('a model is never written in the place of what is no file', async () => {
  const model = (place: string) => runCommand('export', `${join(folder, 'stderr')}:1`, '--out', place)
  const [link, other] = [join(folder, 'link.onnx'), join(folder, 'precious')]
  writeFileSync(other, 'precious')
  symlinkSync(other, link)
  mkdirSync(join(folder, 'folder.onnx'))
  for (const place of [link, join(folder, 'folder.onnx')]) {
    const { code, errors } = await model(place)
    expect(code).toBe(1)
    expect(errors).toContain(`${place} is no regular file`)
  }
  expect(statSync(other).size).toBe('precious'.length)
})
