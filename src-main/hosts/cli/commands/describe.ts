import { Command } from 'commander'
import { blockWidths, fitQuantizedLinear, isInFittedRange } from '#shared/designspaces/fit/fit.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { groupCount } from '#shared/networks/blocks/bottleneck.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import {
  findPublished,
  publishedNetworks,
  type PublishedNetwork,
} from '#shared/networks/published/publishedNetworks.ts'
import type { DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
import { shortText } from '#shared/format/numbers.ts'
import { countText } from '#shared/format/counts.ts'
import { UsageError } from '#main/hosts/process/userError.ts'
import { t } from '#main/hosts/process/language.ts'
import { print, printJson, tableLines } from '../output.ts'
import { networkArgumentHelp, readNetworkArgument } from '../readNetworkArgument.ts'

/** The command that describes a network and its cost. */
export function describeCommand(): Command {
  return new Command('describe')
    .description('Tells the stages and the complexity of a network, given as a file, by its name or on standard input.')
    .argument('[network]', networkArgumentHelp)
    .option('--list', 'name the published networks, with their complexity and their published error on ImageNet')
    .option('--json', 'print one JSON line per network')
    .addHelpText(
      'after',
      `
In {wa, w0, wm, d, g, b}, b is pycls's bot_mul: inner width over width, one over the paper's bottleneck ratio, which b is
in {w_a, w_0, w_m, d, g, b}. What is left out takes the paper's ImageNet sizes (im_size 224, num_classes 1000, stem_w 32).

The quantised linear fit is the least e_fit of all lines with w_0 a multiple of 8 up to 248, w_a below 256 and w_m
from 1.5 to 3, the paper's ranges; of a RegNet whose own line lies beyond them it says so.

Examples:
  regbench describe RegNetX-200MF
  regbench describe --list
  echo '{"wa": 36.44, "w0": 24, "wm": 2.49, "d": 13, "g": 8}' | regbench describe -`,
    )
    .action(async (given: string | undefined, options: { list?: true; json?: true }) => {
      if (options.list) {
        listPublished(options.json === true)
        return
      }
      if (given === undefined) throw new UsageError(t('terminal.networkOrList'))
      const networks = await readNetworkArgument(given)
      networks.forEach((described, i) => {
        if (options.json) {
          printJson(asJson(described))
          return
        }
        if (i > 0) print()
        print(lines(described).join('\n'))
      })
    })
}

function listPublished(json: boolean): void {
  if (json) {
    for (const { name, network, regNet, ...figures } of publishedNetworks)
      printJson({ ...asJson({ name, network, ...(regNet && { regNet }) }), published: figures })
    return
  }
  const columns = ['px', 'flops', 'params', 'acts', 'top-1 error %', 'V100 ms', 'train h'].map(numericColumn)
  const rows = publishedNetworks.map(({ name, network, errorPercent, inferenceMs, trainingHours, place }) => {
    const { flops, parameters, activations } = networkComplexity(network)
    const costs = [flops, parameters, activations].map((count) => countText(count))
    return [name, network.imageSize, ...costs, errorPercent.toFixed(1), inferenceMs, trainingHours.toFixed(1), place]
  })
  print(tableLines([{ title: 'network' }, ...columns, { title: 'paper' }], rows).join('\n'))
}

function asJson({ name, network, regNet }: Omit<DescribedNetwork, 'gpuOnly'>) {
  return {
    name,
    network: toNeutralForm(network),
    regNet: regNet ?? null,
    complexity: { paper: networkComplexity(network, 'paper'), pycls: networkComplexity(network, 'pycls') },
    fit: isFitted(network) ? fitQuantizedLinear(blockWidths(network)) : null,
  }
}

/** A line through a single width is meaningless. */
const isFitted = ({ stages }: DescribedNetwork['network']): boolean => stages.length > 1

function lines({ name, network, regNet }: DescribedNetwork): string[] {
  const published = findPublished(name)
  const { stages, stem, stemWidth, block, headWidth, seRatio, activation, classes, imageSize } = network
  const extras = [seRatio > 0 && `SE ratio ${seRatio}`, headWidth > 0 && `head ${headWidth}`].filter(Boolean)
  const stageRows = stages.map((s, i) => {
    const { depth, width, stride, bottleneckRatio, groupWidth } = s
    const kernel = s.kernel === undefined ? [] : [s.kernel]
    return [i + 1, depth, width, stride, shortText(bottleneckRatio, 4), groupWidth, groupCount(s), ...kernel]
  })
  const stageTitles = ['stage', 'depth', 'width', 'stride', 'bottleneck ratio', 'group width', 'groups']
  if (blocks[block].depthwise) stageTitles.push('kernel')
  const costRows = (['paper', 'pycls'] as const).map((convention) => {
    const { flops, parameters, activations } = networkComplexity(network, convention)
    return [convention, flops, countText(flops), parameters, countText(parameters), activations, countText(activations)]
  })
  const costTitles = ['convention', 'flops', '', 'parameters', '', 'activations', '']
  const fit = isFitted(network) ? fitQuantizedLinear(blockWidths(network)) : undefined
  return [
    `${name}: block ${block}, stem ${stem} ${stemWidth}, ${activation}${extras.map((e) => `, ${String(e)}`).join('')}, ` +
      `${classes} classes, ${imageSize} px, ${stages.reduce((sum, s) => sum + s.depth, 0)} blocks`,
    ...(regNet ? [`RegNet: ${lineText(regNet)}`] : []),
    ...(published ? [publishedText(published)] : []),
    '',
    ...tableLines(stageTitles.map(numericColumn), stageRows),
    '',
    ...tableLines([{ title: costTitles[0]! }, ...costTitles.slice(1).map(numericColumn)], costRows),
    ...(fit ? ['', `Quantised linear fit of the widths: ${lineText(fit)}, e_fit ${shortText(fit.fitError, 3)}`] : []),
    ...(fit && regNet && !isInFittedRange(regNet)
      ? ['The line that generated the network lies beyond those that a fit chooses from; see --help.']
      : []),
  ]
}

function publishedText({ errorPercent, inferenceMs, trainingHours, place }: PublishedNetwork): string {
  return (
    `Published (arXiv 2003.13678, ${place}; figures of its authors' model zoo): top-1 error ${errorPercent.toFixed(1)} % on ImageNet, ` +
    `64 images in ${inferenceMs} ms on a V100, 100 epochs in ${trainingHours.toFixed(1)} h on eight`
  )
}

const numericColumn = (title: string) => ({ title, numeric: true })

function lineText(line: { depth: number; initialWidth: number; widthSlope: number; widthMultiplier: number }): string {
  return `d ${line.depth}, w_0 ${line.initialWidth}, w_a ${shortText(line.widthSlope, 4)}, w_m ${shortText(line.widthMultiplier, 4)}`
}
