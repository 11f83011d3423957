import { Command } from 'commander'
import { blockWidths, fitQuantizedLinear, isInFittedRange } from '#shared/designspaces/fit/fit.ts'
import { groupCount } from '#shared/networks/blocks/bottleneck.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import type { DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
import { shortText } from '#shared/format/numbers.ts'
import { countText } from '#shared/format/counts.ts'
import { print, printJson, tableLines } from '../output.ts'
import { networkArgumentHelp, readNetworkArgument } from '../readNetworkArgument.ts'

/** The command that describes a network and its cost. */
export function describeCommand(): Command {
  return new Command('describe')
    .description('Tells the stages and the complexity of a network, given as a file, by its name or on standard input.')
    .argument('<network>', networkArgumentHelp)
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
  echo '{"wa": 36.44, "w0": 24, "wm": 2.49, "d": 13, "g": 8}' | regbench describe -`,
    )
    .action(async (given: string, options: { json?: true }) => {
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

function asJson({ name, network, regNet }: DescribedNetwork) {
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
  const { stages, stem, stemWidth, block, headWidth, seRatio, activation, classes, imageSize } = network
  const extras = [seRatio > 0 && `SE ratio ${seRatio}`, headWidth > 0 && `head ${headWidth}`].filter(Boolean)
  const stageRows = stages.map((s, i) => {
    const { depth, width, stride, bottleneckRatio, groupWidth } = s
    return [i + 1, depth, width, stride, shortText(bottleneckRatio, 4), groupWidth, groupCount(s)]
  })
  const stageTitles = ['stage', 'depth', 'width', 'stride', 'bottleneck ratio', 'group width', 'groups']
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

const numericColumn = (title: string) => ({ title, numeric: true })

function lineText(line: { depth: number; initialWidth: number; widthSlope: number; widthMultiplier: number }): string {
  return `d ${line.depth}, w_0 ${line.initialWidth}, w_a ${shortText(line.widthSlope, 4)}, w_m ${shortText(line.widthMultiplier, 4)}`
}
