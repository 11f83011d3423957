import { Command, Option } from 'commander'
import { existsSync } from 'node:fs'
import { z } from 'zod'
import { parseRegime } from '#shared/designspaces/parse.ts'
import { presetIds, scales, scaleSpace, type ScaleId } from '#shared/designspaces/presets.ts'
import { stageCounts, type DesignSpace } from '#shared/designspaces/designSpace.ts'
import { isPyclsSweep, readPyclsSweep } from '#shared/designspaces/pyclsSweep.ts'
import { spaceOfNetwork } from '#shared/designspaces/spaceOfNetwork.ts'
import { readNetworks } from '#shared/networks/forms/readNetworks.ts'
import { publishedRegNet } from '#shared/networks/publishedRegNets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import { parseFlopsWindow } from '#shared/studyFiles/flopsWindow.ts'
import { spaceOfEntry } from '#shared/studyFiles/studyFile.ts'
import { shortText } from '#shared/format/numbers.ts'
import { countText } from '#shared/format/counts.ts'
import { oneOf, wholeNumber } from '../arguments.ts'
import { print, printJson, tableLines } from '../output.ts'
import { readInput } from '../readInput.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { t } from '#main/hosts/process/language.ts'

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
    .argument(
      '<space>',
      `design space: ${presetIds.join(', ')}, or a JSON or YAML file of one as a study's spaces has it, or of a ` +
        'sweep of pycls; or a network, as describe reads it, for the space that holds it alone',
    )
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
      const { space, count: usualCount = 10, ...given } = await spaceOf(name, options.scale)
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

/** What to draw from, with the options that it determines. */
interface Asked {
  space: DesignSpace
  count?: number | undefined
  seed?: number
  imageSize?: number
  classes?: number
}

/**
 * The design space of a preset name, a file, an entry of a study's `spaces`, a pycls sweep, or a network; `scale`
 * applies to spaces based on a preset.
 */
async function spaceOf(name: string, scale: ScaleId | undefined): Promise<Asked> {
  const isFile = /\.(json|jsonl|ya?ml)$/i.test(name) || name === '-' || existsSync(name)
  const given = isFile ? await readInput(name) : name
  if (isPyclsSweep(given)) return readPyclsSweep(given)
  if (publishedRegNet(name) || !isSpace(given)) return spaceOfGiven(given, name)
  const entry = parseStrictly(z.union([z.string(), z.record(z.string(), z.unknown())]), given, 'space')
  const isWhole = typeof entry === 'object' && !('base' in entry)
  const space = spaceOfEntry(entry, scale)
  return { space: isWhole && scale !== undefined ? scaleSpace(space, scales[scale]) : space }
}

/** Whether this is meant as a preset's name or a design space, valid or not, rather than a network. */
function isSpace(given: unknown): boolean {
  if (typeof given === 'string') return publishedRegNet(given) === undefined
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false
  return ['parameters', 'base', 'constraints', 'stemWidth'].some((key) => key in given) && !('stages' in given)
}

function spaceOfGiven(given: unknown, name: string): Asked {
  const [described, second] = readNetworks(given)
  if (!described || second) throw new UserError(t('terminal.severalNetworksOrSpace', { file: name }))
  const { network } = described
  const space = spaceOfNetwork(network, described.name)
  if (!space) throw new UserError(t('terminal.noSpaceHolds', { file: name, most: stageCounts.at(-1)! }))
  return { space, count: 1, imageSize: network.imageSize, classes: network.classes }
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
