import {
  commonTokens,
  declareFactoryPlugin,
  PluginKind,
  tokens,
  type Injector,
  type PluginContext,
} from '@stryker-mutator/api/plugin'
import { MutantRunStatus } from '@stryker-mutator/api/test-runner'
import { strykerPlugins as vitest } from '@stryker-mutator/vitest-runner'
import { faultOf, isDrawn, type Sample } from './fault.ts'

/**
 * A Vitest runner that tests only the sampled mutants (MUTATION_SAMPLE, a Sample as JSON). The others are returned as
 * survivors: they are not cached as killed, and the count excludes them.
 */
function createRunner(injector: Injector<PluginContext>) {
  const sample = JSON.parse(process.env.MUTATION_SAMPLE!) as Sample
  const runner = vitest[0]!.factory(injector)
  const run = runner.mutantRun.bind(runner)
  runner.mutantRun = (options) =>
    isDrawn(faultOf(options.activeMutant, 0), sample)
      ? run(options)
      : Promise.resolve({ status: MutantRunStatus.Survived, nrOfTests: 0 })
  return runner
}
createRunner.inject = tokens(commonTokens.injector)

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'drawn', createRunner)]
