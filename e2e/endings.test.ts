import { existsSync, mkdtempSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  digestOf,
  runCommand,
  startByNpm,
  startCommand,
  storedRuns,
  trainersAtWork,
  writeStudy,
} from './studyProcess.ts'

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

/** The checkpoints recorded in a study's lab; all must exist. */
function checkpointsOf(name: string): string[] {
  const paths = storedRuns(join(folder, name)).flatMap(({ checkpointPath }) => checkpointPath ?? [])
  for (const path of paths) expect(existsSync(join(folder, name, path))).toBe(true)
  return paths
}

it.skipIf(process.platform === 'win32')('SIGTERM to npm stops its study in the middle of a long step', async () => {
  mkdirSync(join(folder, 'slow'))
  // A step of more than a second outlasts everything that checks on it after the signal.
  const slow = writeStudy(join(folder, 'slow'), {
    perSpace: 1,
    imageSize: 32,
    flops: { low: '2M', high: '4M' },
    dataset: { kind: 'synthetic', trainCount: 2000, testCount: 10 },
    recipe: { epochs: 50, batchSize: 1600, warmupEpochs: 1, validation: { share: 0.2 } },
  })
  const study = startByNpm(['study', slow, '--out', join(folder, 'npm'), '--trainers', '1'])
  await trainersAtWork(join(folder, 'npm'), 0)
  study.process.kill('SIGTERM')
  expect((await study.ended).errors).toContain('Stopped; nothing is lost.')
  expect(existsSync(join(folder, 'npm/lab.sqlite-wal'))).toBe(false)
  expect(checkpointsOf('npm')).toHaveLength(1)
  expect(storedRuns(join(folder, 'npm')).filter(({ status }) => status === 'running')).toEqual([])
})

it('a second signal ends a study at once, and it resumes from the previous checkpoint', async () => {
  const first = startCommand(words('twice', '--trainers', '1'))
  await trainersAtWork(join(folder, 'twice'), 0)
  first.process.kill('SIGINT')
  await first.ended
  const checkpoints = checkpointsOf('twice')
  expect(checkpoints).toHaveLength(1)

  const second = startCommand(words('twice', '--trainers', '1', '--resume'))
  const [trainer] = await trainersAtWork(join(folder, 'twice'), 0)
  let ended = false
  void second.ended.then(() => {
    ended = true
  })
  // It cannot finish its step, and the first signal waits for that.
  process.kill(trainer!, 'SIGSTOP')
  try {
    // Signals soon after the first count as the same one.
    while (!ended) {
      second.process.kill('SIGINT')
      await delay(50)
    }
  } finally {
    process.kill(trainer!, 'SIGCONT')
  }
  expect(await second.ended).toMatchObject({ code: 130, signal: null })
  expect(checkpointsOf('twice')).toEqual(checkpoints)
  const whole = digestOf(await runCommand(...words('whole', '--json')))
  expect(digestOf(await runCommand(...words('twice', '--resume', '--json')))).toBe(whole)
})

it.each([
  ['stdout', 141],
  ['stderr', 0],
] as const)('a study continues when the reader of its %s goes, and ends with %i', async (stream, code) => {
  const study = startCommand(words(stream))
  study.process[stream]!.destroy()
  expect(await study.ended).toMatchObject({ code, signal: null })
  expect(existsSync(join(folder, stream, 'report.html'))).toBe(true)
  if (process.platform !== 'win32') expect(statSync(join(folder, stream)).mode & 0o077).toBe(0)
})

it('a model never replaces something that is not a file', async () => {
  const model = (place: string) => runCommand('export', `${join(folder, 'stderr')}:1`, '--out', place)
  const [link, other] = [join(folder, 'link.onnx'), join(folder, 'precious')]
  writeFileSync(other, 'precious')
  symlinkSync(other, link)
  mkdirSync(join(folder, 'folder.onnx'))
  for (const place of [link, join(folder, 'folder.onnx')]) {
    const { code, errors } = await model(place)
    expect(code).toBe(1)
    expect(errors).toContain(`${place} is not a regular file`)
  }
  expect(statSync(other).size).toBe('precious'.length)
})
