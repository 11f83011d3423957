import { Command, Option } from 'commander'
import { englishText } from '#shared/sentences/sentence.ts'
import { probeProviders } from '#main/trainer/providers/probeProviders.ts'
import { fetchCuda } from '#main/trainer/providers/fetchCuda.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { print, printJson, tableLines } from '../output.ts'
import { errorText, t } from '#main/hosts/process/language.ts'

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
    .addHelpText('after', '\nExample:\n  regbench providers')
    .action(async (options: { json?: true; fetchCuda?: true }) => {
      if (options.fetchCuda) print(`The CUDA libraries are in ${await fetchedCuda()}.\n`)
      const found = (await probeProviders()).map(({ reason, remedy, ...status }) => ({
        ...status,
        reason: reason && englishText(reason),
        remedy: remedy && englishText(remedy),
      }))
      if (options.json) {
        printJson(found)
        return
      }
      const columns = ['provider', '', 'lowering plan', ''].map((title) => ({ title }))
      const rows = found.map(({ id, label, plan, available, reason }) => [
        id,
        label,
        plan,
        available ? 'available' : `not available: ${reason ?? ''}`,
      ])
      print(tableLines(columns, rows).join('\n'))
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
