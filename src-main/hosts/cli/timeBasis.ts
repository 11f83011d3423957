import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { timingConditionsSchema } from '#shared/contract/timings.ts'
import { publishedPrediction } from '#shared/designspaces/publishedPrediction.ts'
import { fittedTimes, type FittedTime, type TimedUnder } from '#shared/timing/fittedTimes.ts'
import { fewestForPrediction } from '#shared/timing/predictedTime.ts'
import type { TimingMode } from '#shared/timing/timing.ts'
import { t } from '#main/hosts/process/language.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'
import { createLab } from '#main/lab.ts'
import { timePredictions } from '#main/services/timings/timePredictions.ts'
import { readInput } from './readInput.ts'

/** Which measured times predict those of other networks. */
export interface TimeBasisOptions {
  /** A study's folder, a file of `regbench time --json`, or `published`. */
  times: string | undefined
  mode: TimingMode
  batch: number | undefined
  /** A part of the device's name or of the provider's. */
  device: string | undefined
}

/**
 * What predicts times: of the measurements in the place named, the one that fits the options; of several the one with the
 * smallest batch, then the one with most networks. Throws UsageError or UserError with what to run.
 */
export async function timeBasis({ times, mode, batch, device }: TimeBasisOptions): Promise<FittedTime> {
  if (times === undefined) throw new UsageError(t('terminal.timesNeeded'))
  const all = await predictionsIn(times)
  const wanted = device?.toLowerCase() ?? ''
  const [best] = all
    .filter(
      ({ conditions }) =>
        conditions.mode === mode &&
        (batch === undefined || conditions.batchSize === batch) &&
        [conditions.device, conditions.provider].some((name) => name.toLowerCase().includes(wanted)),
    )
    .toSorted((a, b) => a.conditions.batchSize - b.conditions.batchSize || b.fit.networks - a.fit.networks)
  if (best) return best
  if (all.length === 0) throw new UserError(t('terminal.timesTooFew', { place: times, fewest: fewestForPrediction }))
  const found = all.map(({ conditions: { mode, batchSize, device } }) => `${mode}, batch ${batchSize}, ${device}`)
  throw new UserError(t('terminal.timesOfOthers', { place: times, found: found.join('; ') }))
}

async function predictionsIn(place: string): Promise<FittedTime[]> {
  if (place === 'published') return [publishedPrediction()]
  if (place !== '-' && !existsSync(place)) throw new UserError(t('terminal.fileMissing', { file: place }))
  if (place === '-' || !statSync(place).isDirectory()) return fittedTimes(timesOfFile(await readInput(place)))
  if (!existsSync(join(place, 'lab.sqlite'))) throw new UserError(t('terminal.studyMissing', { folder: place }))
  const lab = await createLab({ dataDir: resolve(place), evenDamaged: true })
  try {
    return timePredictions(lab.core.db)
  } finally {
    await lab.close()
  }
}

/** A line of `regbench time --json`, with all that is not needed here left out. */
const lineSchema = z.object({
  ...{ flops: z.number().positive(), activations: z.number().positive(), ms: z.number().positive() },
  ...timingConditionsSchema.shape,
})

function timesOfFile(content: unknown): TimedUnder[] {
  const lines: unknown[] = Array.isArray(content) ? content : [content]
  return lines.flatMap((line) => {
    const { data } = lineSchema.safeParse(line)
    if (!data) return []
    const { flops, activations, ms, ...conditions } = data
    return [{ flops, activations, ms, conditions }]
  })
}
