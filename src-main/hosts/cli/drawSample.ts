import { Option, type Command } from 'commander'
import { parseRegime } from '#shared/designspaces/parse.ts'
import { scales, type ScaleId } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { parseFlopsWindow } from '#shared/studyFiles/flopsWindow.ts'
import { oneOf, wholeNumber } from './arguments.ts'
import { readSpaceArgument } from './readSpaceArgument.ts'

/** The options of commands that sample a design space. */
export interface SampleOptions {
  count?: number
  seed?: number
  flops?: string
  imageSize?: number
  classes?: number
  scale?: ScaleId
}

/** Adds SampleOptions to a command. */
export function withSampleOptions(command: Command): Command {
  return command
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
}

/** Draws a sample of the design space that `name` names or that is in that file; `-` reads standard input. */
export async function drawSample(name: string, options: SampleOptions) {
  const { space, count: usualCount = 10, ...given } = await readSpaceArgument(name, options.scale)
  const { count = usualCount, seed = given.seed ?? 1 } = options
  const { imageSize = given.imageSize ?? 224, classes = given.classes ?? 1000 } = options
  const flops = options.flops === undefined ? undefined : parseFlopsWindow(options.flops)
  const regime = parseRegime({ imageSize, classes, ...(flops && { flops }) })
  const began = performance.now()
  const sample = samplePopulation({ space, regime, count, seed })
  return { space, sample, durationMs: performance.now() - began }
}
