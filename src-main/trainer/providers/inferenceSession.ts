import * as ort from 'onnxruntime-node'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import type { Network } from '#shared/networks/network.ts'
import { stream } from '#shared/random/stream.ts'
import { inferenceModel } from '#shared/training/inferenceGraph.ts'
import { initialState } from '#shared/training/initialState.ts'
import { providers, type ProviderId } from './providers.ts'
import { sessionOptions } from './sessionOptions.ts'

/** A network's exported model, loaded with a batch of noise. Calls of `run` must not overlap. */
export interface InferenceSession {
  /** One pass: from images in the host's memory to logits there. */
  run(): Promise<void>
  release(): Promise<void>
}

const plain = { mean: [0, 0, 0], std: [1, 1, 1] }

/**
 * Loads the model that a run of the network would be exported as, with initial weights, on which no time depends.
 * Rejects with onnxruntime's message if the provider cannot run it.
 */
export async function inferenceSession(
  network: Network,
  batch: number,
  provider: ProviderId,
  threads: number,
): Promise<InferenceSession> {
  const model = inferenceModel(network, initialState(network, 0, false), plain)
  const options = sessionOptions(loweringPlans[providers[provider].plan].id, { provider, threads })
  const session = await ort.InferenceSession.create(model, options)
  const { imageSize } = network
  const random = stream(0, 'dataset')
  const noise = Float32Array.from({ length: batch * 3 * imageSize ** 2 }, () => random.uniform())
  const images = new ort.Tensor('float32', noise, [batch, 3, imageSize, imageSize])
  return {
    run: async () => {
      await session.run({ images })
    },
    release: () => session.release(),
  }
}
