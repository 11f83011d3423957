import type { Lab } from '#main/testing/openLab.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { Broken, must } from '../family.ts'
import type { Deed } from './work.ts'

/** Throws Broken unless every finished run and every note recorded in the deeds is there. */
export function mustKeep(lab: Lab, deeds: readonly Deed[]): void {
  for (const { finished, digest } of deeds) {
    if (finished === undefined) continue
    const run = lab.run(finished)
    must(run.status === 'finished' && run.digest === digest, `run ${finished} was finished and is ${run.status}`)
  }
  const changes = JSON.stringify(lab.since(0, 100_000))
  const lost = deeds.find(({ note }) => note !== undefined && !changes.includes(`"${note}"`))
  must(lost === undefined, `${lost?.note} is gone`)
}

/** Throws Broken unless all runs of the study are finished, with the digest of undisturbed runs. */
export function mustComeTo(lab: Lab, studyId: number, digest: string): void {
  const found = lab.studyDigest(studyId)
  if (found === digest) return
  const runs = lab.populations(studyId).flatMap(({ id }) => lab.runs(id))
  const open = runs.find(({ status }) => status !== 'finished')
  const why = open?.reason ? `: ${englishText(open.reason)}` : ''
  must(open === undefined, `run ${open?.id} is ${open?.status}${why}`)
  const counts = runs.map(({ epochs }) => epochs.length).join(' ')
  must(found !== null, 'there is no digest')
  throw new Broken(`another digest; epochs of the runs: ${counts}`)
}
