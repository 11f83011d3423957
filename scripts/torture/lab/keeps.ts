import type { Lab } from '#main/lab.ts'
import { must } from '../family.ts'
import type { Deed } from './work.ts'

/** Throws Broken unless every finished run and every note is there that the lab was told to be done. */
export function mustKeep(lab: Lab, deeds: readonly Deed[]): void {
  for (const { finished, digest } of deeds) {
    if (finished === undefined) continue
    const run = lab.run(finished)
    must(run.status === 'finished' && run.digest === digest, `run ${finished} was finished and is ${run.status}`)
  }
  const told = JSON.stringify(lab.since(0, 100_000))
  const lost = deeds.find(({ note }) => note !== undefined && !told.includes(`"${note}"`))
  must(lost === undefined, `${lost?.note} is gone`)
}
