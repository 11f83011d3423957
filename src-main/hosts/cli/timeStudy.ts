import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { TimingRequest } from '#shared/contract/timings.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { said, t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { createLab } from '#main/lab.ts'
import { clientOf } from '#main/services/client.ts'
import { listPopulations } from '#main/store/tables/populations.ts'
import { listRuns } from '#main/store/tables/runs.ts'
import { listStudies } from '#main/store/tables/studies.ts'
import { chosenPopulation, chosenStudy } from './readFigureSource.ts'
import type { NamedTime, TimedSubject } from './timeOutput.ts'
import type { TimingProgress } from './timingProgress.ts'

export interface StudyToTime extends Omit<TimingRequest, 'studyId' | 'populationIds' | 'published' | 'pauseQueue'> {
  folder: string
  /** The study's name; needed if the folder holds several. */
  name: string | undefined
  /** Names of populations; undefined: all. */
  populations: readonly string[] | undefined
}

/** What was measured, and which networks could not be computed. */
export interface TimedStudy {
  times: NamedTime[]
  failures: { name: string; reason: Sentence }[]
}

const lookEveryMs = 200

/**
 * Measures networks of a study in its folder, whose queue stands still meanwhile, and stores the times there. The signal
 * ends it; what was measured is stored and returned.
 */
export async function timeStudy(
  { folder, name, populations, ...order }: StudyToTime,
  signal: AbortSignal,
  progress: TimingProgress,
): Promise<TimedStudy> {
  if (!existsSync(join(folder, 'lab.sqlite'))) throw new UserError(t('terminal.studyMissing', { folder }))
  const lab = await createLab({ dataDir: resolve(folder) })
  try {
    const { db, now } = lab.core
    const { timings } = clientOf(lab)
    const study = chosenStudy(listStudies(db), name)
    const known = listPopulations(db, study.id).filter(({ trashedAt }) => trashedAt === null)
    const chosen = populations?.map((one) => chosenPopulation(known, one)) ?? known
    if (chosen.length === 0) throw new UserError(t('terminal.noPopulations', { name: study.name }))
    const subjects = new Map<number, TimedSubject>()
    for (const population of chosen)
      for (const { id, position, network, flops, parameters, activations } of listRuns(db, {
        populationId: population.id,
      }))
        subjects.set(id, {
          ...{ name: `${population.name} ${position + 1}`, network },
          complexity: { flops, parameters, activations },
        })
    const began = now()
    const populationIds = chosen.map(({ id }) => id)
    let status = await timings.measure({
      ...{ ...order, studyId: study.id, populationIds, published: [], pauseQueue: false },
    })
    while (status.state === 'waiting' || status.state === 'measuring') {
      if (status.done > 0) progress.show(status.done, status.total, study.name)
      await pause(lookEveryMs, undefined, { signal }).catch(() => undefined)
      status = (signal.aborted ? await timings.stop() : await timings.status())!
    }
    progress.end()
    if (status.fault) throw new UserError(said(status.fault))
    const measured = (await timings.list({ studyId: study.id })).filter(
      ({ runId, measuredAt }) => measuredAt >= began && subjects.has(runId),
    )
    return {
      times: measured.map(({ runId, conditions, time }) => ({ conditions, subject: subjects.get(runId)!, time })),
      failures: status.failures.map(({ subject, reason }) => ({ name: subjects.get(Number(subject))!.name, reason })),
    }
  } finally {
    await lab.close()
  }
}
