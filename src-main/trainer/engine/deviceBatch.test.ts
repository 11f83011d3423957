import fc from 'fast-check'
import { Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { Graph } from '#shared/graph/graph.ts'
import { emitDeviceBatch } from '#shared/lowering/deviceBatch.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { deviceNames, nextName } from '#shared/lowering/packing.ts'
import { emitHistory, lastEntries } from '#shared/lowering/stepHistory.ts'
import { stream } from '#shared/random/stream.ts'
import { normalisationTable, writeBatch } from '#shared/training/augmentation.ts'
import { writeTargets, type BatchDraw } from '#shared/training/batchDraw.ts'
import { applyMixup, drawMixup } from '#shared/training/mixup.ts'
import { emptyPart, outside, packImage, partLengths } from '#shared/training/packedImages.ts'
import { placementIndices } from '#shared/training/placementIndices.ts'
import { stepNames } from '#shared/training/trainingGraph.ts'
import { plansOf } from '../providers/plansHere.ts'
import { createSession, zeros } from '../providers/session.ts'
import { rankOf } from '../training/scores.ts'

const options = { provider: 'cpu', threads: 1 }
const few = { numRuns: 50 }

/** The inputs of a draw's mixup by their names. */
function mixupInputs({ labels, mixup }: Pick<BatchDraw, 'labels' | 'mixup'>): [string, Float32Array | Int32Array][] {
  if (!mixup) return []
  const { share, rest, partners, own, theirs } = deviceNames.mixup
  return [
    [share, Float32Array.of(mixup.share)],
    [rest, Float32Array.of(mixup.rest)],
    [partners, mixup.partners],
    [own, Float32Array.from(labels)],
    [theirs, Float32Array.from(mixup.partners, (partner) => labels[partner]!)],
  ]
}

describe.each([...plansOf('cpu')])('on the device under the %s plan', (_, plan) => {
  const { batchLast } = plan.layout

  it('batches have the bits of those that the host writes', async () => {
    const cases = fc.integer({ min: 1, max: 6 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        count: fc.integer({ min: 1, max: 9 }),
        perPart: fc.integer({ min: 2, max: 9 }),
        classes: fc.integer({ min: 1, max: 5 }),
        seed: fc.nat(),
        mixes: fc.boolean(),
        placements: fc.array(
          fc.record({
            x0: fc.integer({ min: -2, max: 2 }),
            y0: fc.integer({ min: -2, max: 2 }),
            width: fc.constant(size),
            height: fc.constant(size),
            flipped: fc.boolean(),
          }),
          { minLength: 1, maxLength: 5 },
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ({ size, count, perPart, classes, seed, mixes, placements }) => {
        const batch = placements.length
        const random = stream(seed, 'dataset')
        const mean = [0.49, 0.48, 0.44] as const
        const std = [0.25, 0.24, 0.26] as const
        const normalised = normalisationTable({ mean, std })
        const parts = { imageSize: size, count, perPart }
        const lengths = partLengths(parts)
        const records = Uint8Array.from({ length: count * 3 * size * size }, () => random.below(256))
        const draw = {
          ...{ epoch: 0, step: 0, placements },
          mixup: mixes ? drawMixup(0.5, batch, random, 'float32') : null,
          positions: Int32Array.from({ length: batch }, () => random.below(count)),
          labels: Int32Array.from({ length: batch }, () => random.below(classes)),
        }

        const graph = new Graph()
        const images = graph.input(stepNames.images, [batch, 3, size, size], 'batch')
        const targets = graph.input(stepNames.targets, [batch, classes], 'batch')
        graph.output('made', images)
        graph.output('made targets', targets)
        const lowered = lowerGraph(graph, plan, 'batch', {
          before: (context) => emitDeviceBatch(context, { lengths, outside, normalised, mixup: mixes }, stepNames),
          after: () => new Set(),
        })
        const session = await createSession(lowered, options)
        const packed = lengths.map((_, part) => emptyPart(parts, part))
        for (let n = 0; n < count; n++) {
          const part = Math.floor(n / perPart)
          packImage(parts, part, n % perPart, records, n, packed[part]!)
        }
        const rows = packed.map(() => new Int32Array(batch * size))
        const columns = new Int32Array(batch * size)
        placementIndices(draw.positions, placements, parts, batchLast, rows, columns)
        const values = new Map<string, Float32Array | Int32Array>([
          [deviceNames.columns, columns],
          [deviceNames.labels, Float32Array.from(draw.labels)],
          ...mixupInputs(draw),
          ...packed.flatMap(
            (part, p) =>
              [
                [deviceNames.pixels(p), part],
                [deviceNames.rows(p), rows[p]!],
              ] as const,
          ),
        ])
        const feeds = Object.fromEntries(
          session.inputs.map(({ name, shape, type = 'float32' }) => [
            name,
            new Tensor(type as 'float32', values.get(name) as Float32Array, shape),
          ]),
        )
        const fetches = Object.fromEntries(session.outputs.map(({ name, shape }) => [name, zeros(shape)]))
        await session.run(feeds, fetches)
        await session.release()

        const size3 = 3 * size * size
        const drawn = new Uint8Array(batch * size3)
        draw.positions.forEach((position, n) =>
          drawn.set(records.subarray(position * size3, (position + 1) * size3), n * size3),
        )
        const [written, shares] = [new Float32Array(batch * size3), new Float32Array(batch * classes)]
        writeBatch(drawn, placements, { imageSize: size, mean, std, layout: batchLast ? 'CHWN' : 'NCHW' }, written)
        if (draw.mixup) applyMixup(written, batch, batchLast, draw.mixup, new Float32Array(written.length))
        writeTargets(draw, shares, batchLast)
        expect(fetches['made']!.data).toEqual(written)
        expect(fetches['made targets']!.data).toEqual(shares)
      }),
      few,
    )
  })

  it('the history keeps losses, and images right by the rule of rankOf, also where logits are equal', async () => {
    const cases = fc.record({
      batch: fc.integer({ min: 1, max: 5 }),
      classes: fc.integer({ min: 1, max: 5 }),
      steps: fc.integer({ min: 1, max: 4 }),
      // Few different values, so that many are equal.
      logits: fc.array(fc.constantFrom(-1.5, -0, 0, 2), { minLength: 25, maxLength: 25 }),
      labels: fc.array(fc.nat(4), { minLength: 5, maxLength: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ batch, classes, steps, logits: values, labels: all }) => {
        const graph = new Graph()
        const logits = graph.input(stepNames.logits, [batch, classes], 'batch')
        graph.input(stepNames.targets, [batch, classes], 'batch')
        const loss = graph.input(stepNames.loss, [], 'scalar')
        graph.output(stepNames.logits, logits)
        graph.output(stepNames.loss, loss)
        const lowered = lowerGraph(graph, plan, 'history', {
          before: () => new Set([stepNames.targets]),
          after: (context) => emitHistory(context, steps, stepNames),
        })
        const session = await createSession(lowered, options)
        const given = Float32Array.from(values.slice(0, batch * classes))
        const labels = all.slice(0, batch).map((label) => label % classes)
        let history = zeros([2 * steps])
        for (let step = 0; step <= steps; step++) {
          const inputs = new Map<string, Float32Array>([
            [stepNames.logits, given],
            [stepNames.loss, Float32Array.of(step + 0.1)],
            [deviceNames.labels, Float32Array.from(labels)],
            [deviceNames.history, history.data as Float32Array],
          ])
          const feeds = Object.fromEntries(
            session.inputs.map(({ name, shape }) => [name, new Tensor('float32', inputs.get(name)!, shape)]),
          )
          const next = zeros([2 * steps])
          await session.run(feeds, { [nextName(deviceNames.history)]: next })
          history = next
        }
        await session.release()
        const scored = { values: given, batch, batchLast }
        const right = labels.filter((label, n) => rankOf(scored, n, label) === 0).length
        expect(lastEntries(history.data as Float32Array, steps)).toEqual(
          Array.from({ length: steps }, (_, i) => ({ loss: Math.fround(i + 1.1), right })),
        )
      }),
      few,
    )
  })
})
