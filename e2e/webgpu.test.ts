import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { precisions } from '#shared/graph/ops/half.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { deviceStep, writtenStep } from '#main/trainer/engine/stepGraph.ts'
import { boundEngine } from '#main/trainer/engine/boundEngine.ts'
import { hostEngine } from '#main/trainer/engine/hostEngine.ts'
import { residentEngine } from '#main/trainer/engine/residentEngine.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { engineBits } from '#main/trainer/testing/engineBits.ts'
import { plansOf } from '#main/trainer/providers/plansHere.ts'
import { probeProvider } from '#main/trainer/providers/probeProviders.ts'
import { groupedNetwork } from '#main/trainer/providers/stepCheck.ts'
import { trainRun } from '#main/trainer/train.ts'
import { chooseStep, packedImages, type StepChoice } from '#main/trainer/training/chooseStep.ts'
import { trainTwelve } from '#main/scheduler/testing/interruptedQueue.ts'
import { verifyDepthwiseKernels } from '#main/verification/depthwiseKernels.ts'
import { verifyGroupWidths } from '#main/verification/groupWidths.ts'
import { runCommand } from './studyProcess.ts'

/** Software drivers compile for minutes what GPUs compile in a second; see docs/gpu.md for one to test with. */
const patience = 600_000
const { available, reason } = await probeProvider('webgpu', { loadMs: patience, stepMs: patience })
const why = available ? '' : ` (skipped: WebGPU does not train here. ${reason ? englishText(reason) : ''})`

describe.skipIf(!available)(`training by WebGPU${why}`, { timeout: patience }, () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'regbench-webgpu-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each([...plansOf('webgpu')])(
    'computes a correct step under the %s plan for any group width and depthwise kernel',
    async (_, plan) => {
      const options = { provider: 'webgpu', threads: 1 }
      const cases = [...(await verifyGroupWidths(plan, options)), ...(await verifyDepthwiseKernels(plan, options))]
      expect(cases.filter(({ passed }) => !passed)).toEqual([])
    },
  )

  it.each(precisions)(
    'gives the same bits wherever the state is kept and however steps are launched, in %s precision',
    async (precision) => {
      const options = { provider: 'webgpu', threads: 1 }
      const bitsOf = (load: Parameters<typeof engineBits>[1]) => engineBits(loweringPlans.gpu, load, precision)
      const host = await bitsOf((graph) => hostEngine(graph, options))
      expect(host.bits.every(Number.isFinite)).toBe(true)
      expect(await bitsOf((graph) => residentEngine(graph, options))).toEqual(host)
      expect(await bitsOf((graph) => boundEngine(graph, options, false))).toEqual(host)
      const captured = await bitsOf((graph) => boundEngine(graph, options))
      expect(captured).toEqual({ bits: host.bits, captured: true })
    },
  )

  it('trains with the same bits wherever batches are made, and however many steps are taken at once', async () => {
    const dataset = await openDataset({ kind: 'synthetic', imageSize: 8, trainCount: 130, testCount: 10 })
    const recipe = recipeSchema.parse({
      ...{ epochs: 2, batchSize: 19, labelSmoothing: 0.1, mixupAlpha: 0.3, preciseBn: { samples: 40 } },
      ...{
        ema: { alpha: 0.005, periodSteps: 4 },
        augmentation: { cropPadding: 2, flip: true, randomResizedCrop: null },
      },
    })
    const written =
      (history: number | null): StepChoice =>
      (graph, plan, { batches }) =>
        writtenStep(graph, plan, batches, { history })
    const inParts: StepChoice = (graph, plan, images) =>
      deviceStep(graph, plan, packedImages(images, { imageSize: 8, count: images.train.length, perPart: 50 }), {
        ...{ history: 3, mixup: true },
      })
    const trained = async (choose: StepChoice) => {
      const losses: number[] = []
      const outcome = await trainRun(
        {
          ...{ runId: 1, attempt: 1, seed: 3, network: groupedNetwork, recipe, dataset: {}, datasetHash: '' },
          ...{ provider: 'webgpu', plan: loweringPlans.gpu.id, checkpointPath: null, keepWeights: false },
          checkpointFolder: folder,
        },
        dataset,
        {
          onEpoch: ({ trainErrorPercent }, steps) => losses.push(trainErrorPercent, ...steps),
          onCheckpoint: () => undefined,
          stopRequest: () => undefined,
          now: () => 0,
        },
        1,
        choose,
      )
      return { digest: outcome.type === 'finished' && outcome.result.digest, losses }
    }
    try {
      const expected = await trained(written(null))
      expect(expected.digest).not.toBe(false)
      for (const choose of [chooseStep, inParts, written(5)]) expect(await trained(choose)).toEqual(expected)
    } finally {
      dataset.close()
    }
  })

  it('trains twelve networks through the queue, two at a time, paused, killed and resumed, to the same bits', async () => {
    const trial = { provider: 'webgpu', epochs: 3 } as const
    const alone = await trainTwelve({ ...trial, dataDir: join(folder, 'one'), slots: 1, isInterrupted: false })
    expect(new Set(alone.digests).size).toBe(12)
    for (const digest of alone.digests) expect(digest).toMatch(/^[0-9a-f]{64}$/)
    const shared = await trainTwelve({ ...trial, dataDir: join(folder, 'two'), slots: 2, isInterrupted: true })
    expect(shared).toMatchObject({ mostAtOnce: 2, trainers: 3, crashes: 2 })
    expect(shared.pauses).toBeGreaterThanOrEqual(11)
    expect(shared.digests).toEqual(alone.digests)
  })

  it('gives the same bits twice on one device', async () => {
    const network = join(folder, 'network.json')
    const stage = { depths: [1], widths: [12], strides: [1], bot_muls: [1], group_ws: [6] }
    const stem = { stem_type: 'res_stem_cifar', stem_w: 8, block_type: 'res_bottleneck_block' }
    const ends = { head_w: 0, se_r: 0, num_classes: 10, im_size: 8 }
    writeFileSync(network, JSON.stringify({ ...stem, ...stage, ...ends }))
    const train = async (name: string) => {
      const recipe = [
        '--dataset',
        'synthetic:imageSize=8,trainCount=200,testCount=50',
        '--set',
        'epochs=2,batchSize=32',
      ]
      const words = [network, ...recipe, '--provider', 'webgpu', '--out', join(folder, name), '--json']
      const { code, output, errors } = await runCommand('train', ...words)
      expect(code, errors).toBe(0)
      return (JSON.parse(output) as { digest: string }).digest
    }
    expect(await train('second')).toBe(await train('first'))
  })
})
