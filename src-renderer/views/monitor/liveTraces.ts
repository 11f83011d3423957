import type { RunEpoch } from '#shared/contract/runs.ts'
import type { CurveQuantity, Trace } from '#renderer/charts/smallMultiple.ts'

type Column = (epoch: RunEpoch) => number | null

/** What is drawn of an epoch for each quantity; the validation error is that of the averaged weights where there are any. */
const columns: Record<CurveQuantity, { training?: Column; validation?: Column }> = {
  error: {
    training: (epoch) => epoch.trainErrorPercent,
    validation: (epoch) => epoch.emaValidationErrorPercent ?? epoch.validationErrorPercent,
  },
  loss: { training: (epoch) => epoch.trainLoss, validation: (epoch) => epoch.validationLoss },
  learningRate: { validation: (epoch) => epoch.learningRate },
}

/** The curves of a run; a value stands where its epoch ends. */
export function tracesOf(curve: readonly RunEpoch[], quantity: CurveQuantity): { training?: Trace; validation?: Trace } {
  const at = curve.map(({ epoch }) => epoch + 1)
  const trace = (column: Column | undefined) =>
    column && { at, values: curve.map((epoch) => column(epoch) ?? NaN) }
  const { training, validation } = columns[quantity]
  const [dashed, full] = [trace(training), trace(validation)]
  return { ...(dashed && { training: dashed }), ...(full && { validation: full }) }
}
