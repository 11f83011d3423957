import { Command } from 'commander'
import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import { shortText } from '#shared/format/numbers.ts'
import { countText } from '#shared/format/counts.ts'
import { drawSample, withSampleOptions, type SampleOptions } from '../drawSample.ts'
import { print, printJson, tableLines } from '../output.ts'
import { spaceArgumentHelp } from '../readSpaceArgument.ts'

interface Options extends SampleOptions {
  json?: true
}

/** The command that draws distinct networks of a design space. */
export function sampleCommand(): Command {
  const command = new Command('sample')
    .description('Draws distinct networks of a design space; the same seed gives the same networks everywhere.')
    .argument('<space>', spaceArgumentHelp)
  return withSampleOptions(command)
    .option(
      '--json',
      'print one JSON line per network, which describe, train, bench and time read, and a last one with the rates',
    )
    .addHelpText('after', '\nExample:\n  regbench sample RegNetX --count 20 --seed 1 --flops 360M:400M')
    .action(async (name: string, options: Options) => {
      const { space, sample, durationMs } = await drawSample(name, options)
      const { networks, candidates, accepted, acceptanceRate, plainAcceptanceRate } = sample
      const summary = {
        space: space.id,
        networks: networks.length,
        candidates,
        accepted,
        acceptanceRate,
        plainAcceptanceRate,
      }
      if (options.json) {
        for (const { network, complexity, regNet } of networks)
          printJson({ network: toNeutralForm(network), complexity, ...(regNet && { regNet }) })
        printJson({ ...summary, durationMs })
        return
      }
      print(networkTable(networks).join('\n'))
      print()
      print(
        `${networks.length} networks of ${space.name} from ${candidates} candidates in ${shortText(durationMs / 1000, 2)} s; ` +
          `acceptance ${percent(acceptanceRate)}, by plain rejection ${percent(plainAcceptanceRate)}`,
      )
    })
}

function networkTable(networks: Awaited<ReturnType<typeof drawSample>>['sample']['networks']): string[] {
  const titles = ['#', 'flops', 'params', 'acts', 'depths', 'widths', 'b', 'g']
  const perStage = (values: readonly number[]) => {
    const shown = values.map((value) => shortText(value, 4))
    return new Set(shown).size === 1 ? shown[0]! : shown.join(' ')
  }
  const rows = networks.map(({ network: { stages }, complexity }, i) => [
    i + 1,
    countText(complexity.flops),
    countText(complexity.parameters),
    countText(complexity.activations),
    stages.map(({ depth }) => depth).join(' '),
    stages.map(({ width }) => width).join(' '),
    perStage(stages.map(({ bottleneckRatio }) => bottleneckRatio)),
    perStage(stages.map(({ groupWidth }) => groupWidth)),
  ])
  return tableLines(
    titles.map((title, i) => ({ title, numeric: i < 4 })),
    rows,
  )
}

const percent = (share: number): string => `${shortText(share * 100, 3)}%`
