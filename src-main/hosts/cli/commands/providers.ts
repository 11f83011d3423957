import { Command, Option } from 'commander'
import { existsSync } from 'node:fs'
import { engineSentence } from '#shared/sentences/engineSentence.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { defaultPatience, probeProviders } from '#main/trainer/providers/probeProviders.ts'
import type { ProviderId } from '#main/trainer/providers/providers.ts'
import { fetchCuda } from '#main/trainer/providers/fetchCuda.ts'
import { activeEnvironment, chooseCuda } from '#main/trainer/providers/chooseCuda.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'
import { print, printJson, tableLines } from '../output.ts'
import { errorText, t } from '#main/hosts/process/language.ts'

interface Options {
  json?: true
  fetchCuda?: true
  cudaFrom?: string | true
}

/** The command that reports which execution providers can train here. */
export function providersCommand(): Command {
  return new Command('providers')
    .description('Tells which execution providers of onnxruntime can train on this machine, by trying each.')
    .option('--json', 'print JSON')
    .addOption(
      new Option(
        '--fetch-cuda',
        'first fetch the CUDA libraries from nuget.org into a folder of yours (Linux x64)',
      ).conflicts('json'),
    )
    .addOption(
      new Option(
        '--cuda-from [environment]',
        'from now on take the CUDA libraries from a Python environment (venv or conda; default: the active one) ' +
          'with onnxruntime-gpu of the version of onnxruntime-node, or with CUDA 12 for the fetched ones (Linux x64)',
      ).conflicts(['json', 'fetchCuda']),
    )
    .addHelpText('after', '\nExamples:\n  regbench providers\n  regbench providers --cuda-from ~/venvs/torch')
    .action(async (options: Options) => {
      if (options.fetchCuda) print(`The CUDA libraries are in ${await fetchedCuda()}.\n`)
      if (options.cudaFrom !== undefined) print(`The CUDA libraries come from ${chosenCuda(options.cudaFrom)}.\n`)
      const onLoaded = (id: ProviderId) => {
        if (id !== 'cpu')
          process.stderr.write(`${id}: compiling its kernels (at first up to ${defaultPatience.stepMs / 60_000} min)\n`)
      }
      const states = await probeProviders({ ...defaultPatience, onLoaded })
      const found = states.map(({ engine, reason, remedy, mixedFault, ...status }) => ({
        ...status,
        mixedFault: mixedFault && englishText(mixedFault),
        engine: engine && engine.name,
        engineReason: engine?.reason ? englishText(engine.reason) : null,
        reason: reason && englishText(reason),
        remedy: remedy && englishText(remedy),
      }))
      if (options.json) {
        printJson(found)
        return
      }
      const columns = ['provider', '', 'lowering plan', ''].map((title) => ({ title }))
      const rows = states.map(({ id, label, plan, engine, reason }) => [
        id,
        label,
        plan,
        engine
          ? `available. ${englishText(engineSentence(engine))}`
          : `not available: ${reason ? englishText(reason) : ''}`,
      ])
      print(tableLines(columns, rows).join('\n'))
      for (const { id, mixedFault } of found) if (mixedFault !== null) print(`\n${id}, float32 only: ${mixedFault}`)
      for (const { id, remedy } of found) if (remedy !== null) print(`\n${id}: ${remedy}`)
    })
}

/** Downloads CUDA's libraries and returns their folder. */
async function fetchedCuda(): Promise<string> {
  try {
    return await fetchCuda()
  } catch (error) {
    if (error instanceof RangeError) throw error
    const said = errorText(error).replace(/\.$/, '')
    throw new UserError(t('terminal.cudaNotFetched', { said }), 1, { cause: error })
  }
}

/** Chooses the Python environment that CUDA's libraries come from, and returns it. */
function chosenCuda(given: string | true): string {
  const environment = given === true ? activeEnvironment() : given
  if (environment === undefined) throw new UsageError(t('terminal.environmentInactive'))
  if (!existsSync(environment)) throw new UserError(t('terminal.folderMissing', { folder: environment }))
  return chooseCuda(environment).environment
}
