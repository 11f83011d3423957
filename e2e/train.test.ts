import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand } from './studyProcess.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-train-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('one network is trained, the same way twice, and exported', async () => {
  const network = join(folder, 'network.json')
  writeFileSync(network, JSON.stringify({ wa: 8, w0: 8, wm: 2, d: 4, g: 8, stem_type: 'res_stem_cifar', stem_w: 8 }))
  const train = async (name: string) => {
    const recipe = ['--dataset', 'synthetic:imageSize=16,trainCount=300,testCount=50', '--set', 'epochs=2,batchSize=32']
    const { code, output, errors } = await runCommand(
      'train',
      network,
      ...recipe,
      '--out',
      join(folder, name),
      '--json',
    )
    expect({ code, lines: errors.trim().split('\n').length }).toEqual({ code: 0, lines: 2 })
    return JSON.parse(output) as { run: string; digest: string; weights: string; validationErrors: number }
  }
  const [first, second] = [await train('first'), await train('second')]
  expect(second.digest).toBe(first.digest)
  const other = await runCommand(
    ...['train', network, '--dataset', 'synthetic:imageSize=16,trainCount=300,testCount=50'],
    ...['--set', 'epochs=3,batchSize=32', '--out', join(folder, 'first'), '--resume'],
  )
  expect(other).toMatchObject({ code: 1 })
  expect(other.errors).toMatch(/has another recipe\. Resume it with what it was started with/)
  const model = join(folder, 'network.onnx')
  const exported = await runCommand('export', first.run, '--out', model, '--json')
  expect(JSON.parse(exported.output)).toMatchObject({ digest: first.digest, validationErrors: first.validationErrors })
  expect(existsSync(model)).toBe(true)
})
