import type { RouteLocationNormalized } from 'vue-router'
import { useRunDetails } from '#renderer/stores/runDetails.ts'
import { useOutlines } from '#renderer/stores/runs.ts'

/** Reads the network named in the address, and the runs among which it is ranked. */
export async function readNetwork(_studyId: number, { params, query }: RouteLocationNormalized): Promise<void> {
  const details = useRunDetails()
  const id = Number(params['runId'])
  if (!(id > 0)) return
  const against = Number(query['against'])
  await details.load(against > 0 && against !== id ? [id, against] : [id])
  const found = details.of(id)
  if (found) await useOutlines().load([found.populationId])
}
