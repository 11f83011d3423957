import { Command, Option } from 'commander'
import { errorText, t } from '#main/hosts/process/language.ts'
import type { LoweringPlanName } from '#shared/lowering/planTable.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { shortText } from '#shared/format/numbers.ts'
import { quantile } from '#shared/statistics/summary.ts'
import type { EngineName } from '#main/trainer/engine/createEngine.ts'
import type { ProviderId } from '#main/trainer/providers/providers.ts'
import { wholeNumber } from '../arguments.ts'
import { startBench } from '../benchProcess.ts'
import type { BenchNetwork } from '../benchWorker.ts'
import { networksToTime } from '../networksToTime.ts'
import { print, printJson, tableLines } from '../output.ts'
import { networkArgumentHelp, readNetworkArgument } from '../readNetworkArgument.ts'
import { chosenPlan, engineOption, loweringOption, providerOption } from '../runtimeOptions.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { benchCompareCommand } from './benchCompare.ts'
import { benchPopulationCommand } from './benchPopulation.ts'

interface Options {
  networks: string
  only?: string
  provider: ProviderId
  lowering?: LoweringPlanName
  engine?: EngineName
  threads: number
  steps: number
  batch?: number
  json?: true
}

/** The command group that measures speed. */
export function benchCommand(): Command {
  const step = new Command('step')
    .description(
      'Times a training step (forward, backward, update) of each network on noise, after three warm-up steps.',
    )
    .requiredOption('--networks <networks>', `list of {name, batch, config}, or ${networkArgumentHelp}`)
    .option('--only <name>', 'one network of the list')
    .addOption(providerOption())
    .addOption(loweringOption())
    .addOption(engineOption())
    .addOption(new Option('--threads <count>', 'threads of onnxruntime').argParser(wholeNumber(1)).default(1))
    .addOption(new Option('--steps <count>', 'timed steps').argParser(wholeNumber(1)).default(12))
    .addOption(new Option('--batch <images>', 'batch size, instead of the one in the file').argParser(wholeNumber(1)))
    .option('--json', 'print one JSON line per network')
    .addHelpText('after', '\nExample:\n  regbench bench step --networks networks.json --threads 1 --json')
    .action(benchSteps)
  return new Command('bench')
    .description('Measures speed.')
    .helpCommand(false)
    .addCommand(step)
    .addCommand(benchPopulationCommand())
    .addCommand(benchCompareCommand())
}

async function benchSteps(options: Options): Promise<void> {
  const { provider, threads, steps } = options
  const lowering = chosenPlan(options)
  const columns = ['network', 'batch', 'ms per step', 'images/s', 'load ms', 'kernel nodes', 'peak MB'].map(
    (title, i) => ({
      title: title.padStart(i === 0 ? 0 : 11),
      numeric: i > 0,
    }),
  )
  const networks = networksToTime(await readNetworkArgument(options.networks), options)
  const width = Math.max(...networks.map(({ name }) => name.length))
  const line = (cells: readonly (string | number)[], i: 0 | 1) =>
    tableLines(columns, [[String(cells[0]).padEnd(width), ...cells.slice(1)]])[i]!
  if (!options.json) print(tableLines([{ title: 'network'.padEnd(width) }, ...columns.slice(1)], [])[0])
  const failures: string[] = []
  for (const { name, network, batch: given } of networks) {
    const batch = options.batch ?? given ?? 64
    const timing = await timed({ network, batch, lowering, provider, threads, engine: options.engine }, steps).catch(
      (error: unknown) => {
        failures.push(t('terminal.notTimed', { name, said: errorText(error) }))
      },
    )
    if (!timing) continue
    const { msPerStep, mainThreadMs, loadMs, nodes, kernelNodes, peakMemoryBytes } = timing
    const { engine, engineReason, captured } = timing
    const imagesPerSecond = (batch / msPerStep) * 1000
    if (options.json) {
      printJson({
        ...{ name, batch, msPerStep: round(msPerStep, 2), imagesPerSecond: round(imagesPerSecond, 1) },
        ...{ mainThreadMs: round(mainThreadMs, 2), loadMs: round(loadMs, 1), nodes, kernelNodes, peakMemoryBytes },
        ...{ provider, lowering, engine, engineReason: engineReason && englishText(engineReason), captured },
        ...{ threads, steps },
      })
    } else {
      const cells = [msPerStep, imagesPerSecond, loadMs].map((value) => shortText(value, 4))
      print(line([name, batch, ...cells, kernelNodes, Math.round(peakMemoryBytes / 1e6)], 1))
    }
  }
  if (failures.length > 0) throw new UserError(failures.join('\n'))
}

/** Loads a network in a process of its own and takes its steps there, after three that are not counted. */
async function timed(network: BenchNetwork, steps: number) {
  const bench = await startBench(network)
  try {
    await bench.time(3)
    const msPerStep = quantile(await bench.time(steps), 0.5)
    const { mainThreadTimes, captured } = bench.timed
    const mainThreadMs = quantile(mainThreadTimes, 0.5)
    return { ...bench.loaded, msPerStep, mainThreadMs, captured, peakMemoryBytes: bench.peakMemoryBytes }
  } finally {
    bench.end()
  }
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits))
