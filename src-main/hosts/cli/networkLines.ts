import { blockWidths, fitQuantizedLinear, isInFittedRange } from '#shared/designspaces/fit/fit.ts'
import { countText } from '#shared/format/counts.ts'
import { shortText } from '#shared/format/numbers.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { groupCount } from '#shared/networks/blocks/bottleneck.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import type { DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
import { findPublished, type PublishedNetwork } from '#shared/networks/published/publishedNetworks.ts'
import { tableLines } from './output.ts'

/** A line through a single width is meaningless. */
export const isFitted = ({ stages }: DescribedNetwork['network']): boolean => stages.length > 1

/** A network's stages, complexity and fit, and the published figures of one with such a name. */
export function networkLines({ name, network, regNet }: Omit<DescribedNetwork, 'gpuOnly'>): string[] {
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

/** A column of numbers. */
export const numericColumn = (title: string) => ({ title, numeric: true })

function lineText(line: { depth: number; initialWidth: number; widthSlope: number; widthMultiplier: number }): string {
  return `d ${line.depth}, w_0 ${line.initialWidth}, w_a ${shortText(line.widthSlope, 4)}, w_m ${shortText(line.widthMultiplier, 4)}`
}
