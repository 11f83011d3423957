import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unpackRuns } from '#shared/contract/packedRuns.ts'
import { createLab } from '#main/lab.ts'
import { clientOf } from '#main/services/client.ts'
import { runCommand } from './studyProcess.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-train-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('one network is trained reproducibly and exported', async () => {
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
  expect(other.errors).toMatch(/has a different recipe\. Resume it with the original one/)
  const model = join(folder, 'network.onnx')
  const exported = await runCommand('export', first.run, '--out', model, '--json')
  expect(JSON.parse(exported.output)).toMatchObject({ digest: first.digest, validationErrors: first.validationErrors })
  expect(existsSync(model)).toBe(true)
})

it('a lab with one trained network opens in the window, with everything that screens request', async () => {
  const lab = await createLab({ dataDir: join(folder, 'first') })
  try {
    const client = clientOf(lab)
    const [study] = await client.studies.list({})
    const { id, plan, classes, digest } = await client.studies.get({ id: study!.id })
    expect({ classes, imageSize: plan.imageSize, perSpace: plan.perSpace }).toEqual({
      ...{ classes: 10, imageSize: 16, perSpace: 1 },
    })
    const [space] = await client.spaces.list({ studyId: id })
    const [population] = await client.populations.list({ studyId: id })
    expect(population).toMatchObject({
      spaceId: space!.id,
      count: 1,
      runs: { finished: 1 },
      digest: expect.any(String) as string,
    })
    const { rows } = await client.runs.table({ populationIds: [population!.id] })
    const [run] = unpackRuns(rows, 'rows')
    expect(run).toMatchObject({ status: 'finished', hasWeights: true })
    const request = {
      spaceId: space!.id,
      name: 'again',
      count: 1,
      seed: null,
      plan,
      keepWeights: { keep: 'all' } as const,
    }
    expect((await client.populations.forecast(request)).flops).toEqual([run!.flops])
    const blocks = [{ kind: 'figure', figure: 'summaryTable', caption: '' } as const]
    const document = { title: 'one', language: 'en', populationIds: [population!.id], blocks } as const
    const report = await client.reports.render({
      studyId: id,
      document: { ...document, populationIds: [...document.populationIds] },
      format: 'html',
    })
    expect(await report.text()).toContain('network')
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
  } finally {
    await lab.close()
  }
})
