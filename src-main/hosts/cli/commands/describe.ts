import { Command, Option } from 'commander'
import { blockWidths, fitQuantizedLinear } from '#shared/designspaces/fit/fit.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import type { DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
import { countText } from '#shared/format/counts.ts'
import { UsageError } from '#main/hosts/process/userError.ts'
import { t } from '#main/hosts/process/language.ts'
import { wholeNumber } from '../arguments.ts'
import { isModelFile, modelLines, modelRecord, readModelFile } from '../modelLines.ts'
import { isFitted, networkLines, numericColumn } from '../networkLines.ts'
import { print, printJson, tableLines } from '../output.ts'
import { networkArgumentHelp, readNetworkArgument } from '../readNetworkArgument.ts'

/** The command that describes a network and its cost. */
export function describeCommand(): Command {
  return new Command('describe')
    .description('Tells the stages and the complexity of a network, given as a file, by its name or on standard input.')
    .argument('[network]', `${networkArgumentHelp}; an ONNX model (.onnx), of which its operators are counted`)
    .option('--list', 'name the published networks, with their complexity and their published error on ImageNet')
    .addOption(
      new Option('--image-size <px>', 'side of the image of an ONNX model that leaves it open')
        .argParser(wholeNumber(1, 4096))
        .default(224),
    )
    .option('--json', 'print one JSON line per network')
    .addHelpText(
      'after',
      `
In {wa, w0, wm, d, g, b}, b is pycls's bot_mul: inner width over width, one over the paper's bottleneck ratio, which b is
in {w_a, w_0, w_m, d, g, b}. What is left out takes the paper's ImageNet sizes (im_size 224, num_classes 1000, stem_w 32).

The quantised linear fit is the least e_fit of all lines with w_0 a multiple of 8 up to 248, w_a below 256 and w_m
from 1.5 to 3, the paper's ranges; of a RegNet whose own line lies beyond them it says so.

Of an ONNX model it counts the convolutions and linear layers of its graph as the paper does, for one image, and says what
could not be counted.

Examples:
  regbench describe RegNetX-200MF
  regbench describe --list
  regbench describe network.onnx
  echo '{"wa": 36.44, "w0": 24, "wm": 2.49, "d": 13, "g": 8}' | regbench describe -`,
    )
    .action(async (given: string | undefined, options: { list?: true; imageSize: number; json?: true }) => {
      if (options.list) {
        listPublished(options.json === true)
        return
      }
      if (given === undefined) throw new UsageError(t('terminal.networkOrList'))
      if (isModelFile(given)) {
        const found = readModelFile(given, options.imageSize)
        if (options.json) printJson(modelRecord(given, found))
        else print(modelLines(given, found).join('\n'))
        return
      }
      const networks = await readNetworkArgument(given)
      networks.forEach((described, i) => {
        if (options.json) {
          printJson(asJson(described))
          return
        }
        if (i > 0) print()
        print(networkLines(described).join('\n'))
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
