import { implement, type Router } from '@orpc/server'
import { contract, type LabContract } from '#shared/contract/contract.ts'
import type { SystemInfo } from '#shared/contract/system.ts'
import { changesHandlers } from './system/changesHandlers.ts'
import { DatasetReader } from './datasets/datasetReader.ts'
import { datasetsHandlers } from './datasets/datasetsHandlers.ts'
import { toRpcError } from './rpcErrors.ts'
import type { Call, Handlers } from './handlers.ts'
import type { LabContext } from './labContext.ts'
import { inspectionsHandlers } from './inspections/inspectionsHandlers.ts'
import { populationsHandlers } from './populations/populationsHandlers.ts'
import { queueHandlers } from './runs/queueHandlers.ts'
import { refinementsHandlers } from './spaces/refinementsHandlers.ts'
import { figuresHandlers } from './reports/figuresHandlers.ts'
import { reportsHandlers } from './reports/reportsHandlers.ts'
import { runsHandlers } from './runs/runsHandlers.ts'
import { spacesHandlers } from './spaces/spacesHandlers.ts'
import { studiesHandlers } from './studies/studiesHandlers.ts'
import { timingsHandlers } from './timings/timingsHandlers.ts'
import { systemHandlers } from './system/systemHandlers.ts'

export type LabRouter = Router<LabContract, object>

/** The contract over a lab, for a host to serve over any transport. */
export function createRouter({ core }: { core: LabContext }, { host }: { host: SystemInfo['host'] }): LabRouter {
  const datasets = new DatasetReader(core)
  const areas: { [Area in keyof LabContract]: Handlers<Area> } = {
    system: systemHandlers(core, host),
    changes: changesHandlers(core),
    studies: studiesHandlers(core, datasets),
    spaces: spacesHandlers(core),
    populations: populationsHandlers(core, datasets),
    runs: runsHandlers(core),
    queue: queueHandlers(core),
    datasets: datasetsHandlers(core, datasets),
    refinements: refinementsHandlers(core),
    reports: reportsHandlers(core, datasets),
    timings: timingsHandlers(core),
    figures: figuresHandlers(core),
    inspections: inspectionsHandlers(core),
  }
  const lab = implement(contract).use(async ({ next }) => {
    try {
      const answer = await next()
      // Marks the changes before the answer is sent, so that a lost answer is noticed.
      core.feed.flush()
      return answer
    } catch (error) {
      const fault = toRpcError(core.health.explain(error), core.folder)
      if (fault.code !== 'internal') throw fault
      throw toRpcError(await core.health.explainUnforeseen(fault), core.folder)
    }
  })
  // `areas` ties every handler to its procedure; the loop over all of them is too much for the type checker.
  const procedures = lab as unknown as Record<string, Record<string, Implementer>>
  return Object.fromEntries(
    Object.entries(areas).map(([area, handlers]) => [
      area,
      Object.fromEntries(
        Object.entries(handlers as Record<string, AnyHandler>).map(([name, handler]) => [
          name,
          procedures[area]![name]!.handler(({ input, signal }) => handler(input, { signal })),
        ]),
      ),
    ]),
  ) as unknown as LabRouter
}

type AnyHandler = (input: unknown, call: Call) => unknown
interface Implementer {
  handler(handle: (call: Call & { input: unknown }) => unknown): unknown
}
