import { Command } from 'commander'
import { englishText } from '#shared/sentences/sentence.ts'
import { probeProviders } from '#main/trainer/probeProviders.ts'
import { print, printJson, tableLines } from '../output.ts'

/** The command that tells which execution providers train here. */
export function providersCommand(): Command {
  return new Command('providers')
    .description('Tells which execution providers of onnxruntime can train on this machine, by trying each.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  regbench providers')
    .action(async (options: { json?: true }) => {
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
