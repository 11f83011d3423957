import { Command, Option } from 'commander'
import { parseRegime } from '#shared/designspaces/parse.ts'
import { scales, type ScaleId } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import { parseFlopsWindow } from '#shared/studyFiles/flopsWindow.ts'
import { shortText } from '#shared/format/numbers.ts'
import { countText } from '#shared/format/counts.ts'
import { oneOf, wholeNumber } from '../arguments.ts'
import { print, printJson, tableLines } from '../output.ts'
import { readSpaceArgument, spaceArgumentHelp } from '../readSpaceArgument.ts'

interface Options {
  count?: number
  seed?: number
  flops?: string
  imageSize?: number
  classes?: number
  scale?: ScaleId
  json?: true
}

/** The command that draws distinct networks of a design space. */
export function sampleCommand(): Command {
  return new Command('sample')
    .description('Draws distinct networks of a design space; the same seed gives the same networks everywhere.')
    .argument('<space>', spaceArgumentHelp)
    .addOption(
      new Option(
        '--count <n>',
        'how many networks (default: 10, of a network 1, of a sweep what it asks for)',
      ).argParser(wholeNumber(1)),
    )
    .addOption(
      new Option('--seed <seed>', 'seed of the draws (default: 1, or that of the sweep)').argParser(wholeNumber(0)),
    )
    .option('--flops <low:high>', 'multiply-adds of one image, with suffix k, M or G; an open end is left out')
    .addOption(
      new Option(
        '--image-size <pixels>',
        'side of the images (default: 224, or as the network or the sweep has it)',
      ).argParser(wholeNumber(1)),
    )
    .addOption(
      new Option('--classes <n>', 'number of classes (default: 1000, or as the network or the sweep has it)').argParser(
        wholeNumber(2),
      ),
    )
    .addOption(
      new Option('--scale <scale>', `sizes for small images: ${Object.keys(scales).join(', ')}`).argParser(
        oneOf(Object.keys(scales) as ScaleId[]),
      ),
    )
    .option(
      '--json',
      'print one JSON line per network, which describe, train and bench read, and a last one with the rates',
    )
    .addHelpText('after', '\nExample:\n  regbench sample RegNetX --count 20 --seed 1 --flops 360M:400M')
    .action(async (name: string, options: Options) => {
      const { space, count: usualCount = 10, ...given } = await readSpaceArgument(name, options.scale)
      const { count = usualCount, seed = given.seed ?? 1 } = options
      const { imageSize = given.imageSize ?? 224, classes = given.classes ?? 1000 } = options
      const flops = options.flops === undefined ? undefined : parseFlopsWindow(options.flops)
      const regime = parseRegime({ imageSize, classes, ...(flops && { flops }) })
      const began = performance.now()
      const sample = samplePopulation({ space, regime, count, seed })
      const durationMs = performance.now() - began
      const { networks, candidates, accepted, acceptanceRate, plainAcceptanceRate } = sample
      const summary = { space: space.id, networks: count, candidates, accepted, acceptanceRate, plainAcceptanceRate }
      if (options.json) {
        for (const { network, complexity, regNet } of networks)
          printJson({ network: toNeutralForm(network), complexity, ...(regNet && { regNet }) })
        printJson({ ...summary, durationMs })
        return
      }
      print(networkTable(networks).join('\n'))
      print()
      print(
        `${count} networks of ${space.name} from ${candidates} candidates in ${shortText(durationMs / 1000, 2)} s; ` +
          `acceptance ${percent(acceptanceRate)}, by plain rejection ${percent(plainAcceptanceRate)}`,
      )
    })
}

function networkTable(networks: ReturnType<typeof samplePopulation>['networks']): string[] {
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
