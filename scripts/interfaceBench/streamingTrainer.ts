/**
 * A trainer that trains nothing: it reports one synthetic epoch of every job twice a second, so that the window has one
 * live curve per trainer. Follows `src-main/trainer/messages.ts`.
 */
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { LabMessage, TrainerMessage } from '#main/trainer/messages.ts'

const everyMs = 500
const tell = (message: TrainerMessage) => void process.send!(message, () => undefined)
let timer: NodeJS.Timeout | undefined

process.on('message', (message: LabMessage) => {
  clearInterval(timer)
  if (message.type !== 'train') {
    if (message.type !== 'goOn') tell({ type: 'cancelled', runId: message.runId, attempt: message.attempt })
    return
  }
  const { runId, attempt, recipe } = message.job
  let epoch = 0
  timer = setInterval(() => {
    const metrics = metricsOf(runId, epoch)
    const { trainLoss, imagesPerSecond, durationMs: epochMs } = metrics
    const progress = { epoch, step: 35, steps: 35, imagesPerSecond, epochMs, peakMemoryBytes: 2e8 }
    tell({ type: 'progress', runId, attempt, progress })
    tell({ type: 'epoch', runId, attempt, epoch, metrics, stepLosses: new Float32Array(35).fill(trainLoss) })
    epoch++
    if (epoch < recipe.epochs) return
    clearInterval(timer)
    const { validationErrorPercent: errorPercent, validationErrors } = metrics
    const digest = runId.toString(16).padStart(64, '0')
    const environment = { onnxruntime: 'none', node: process.version, cpu: 'none' }
    tell({
      ...{ type: 'finished', runId, attempt },
      result: {
        ...{ errorPercent, validationErrors, validationCount: 4000, digest, environment },
        weightsPath: null,
        peakMemoryBytes: 2e8,
      },
    })
  }, everyMs)
})
process.on('disconnect', () => process.exit())

function metricsOf(runId: number, epoch: number): EpochMetrics {
  const error = 20 + (runId % 10) + 60 * Math.exp(-epoch / 25) + Math.abs(Math.sin(runId * 7 + epoch))
  return {
    epoch,
    learningRate: 0.1 * (1 - epoch / 200),
    trainLoss: error / 40,
    trainErrorPercent: 0.9 * error,
    validationLoss: error / 35,
    validationErrorPercent: error,
    validationTop5ErrorPercent: error / 5,
    validationErrors: Math.round(40 * error),
    emaValidationErrorPercent: null,
    imagesPerSecond: 1500,
    durationMs: everyMs,
  }
}

tell({ type: 'ready', pid: process.pid })
