import { Command, Option } from 'commander'
import { readdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import { basename, join } from 'node:path'
import { shortText } from '#shared/format/numbers.ts'
import type { LoweringPlanName } from '#shared/lowering/planTable.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import type { DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
import { quantile } from '#shared/statistics/summary.ts'
import { inTurn, ratioOf, type Ratio } from '#main/benchmark/inTurn.ts'
import { errorText, t } from '#main/hosts/process/language.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'
import type { EngineName } from '#main/trainer/engine/createEngine.ts'
import type { ProviderId } from '#main/trainer/providers/providers.ts'
import { oneOf, wholeNumber } from '../arguments.ts'
import { startBench } from '../benchProcess.ts'
import { networksToTime } from '../networksToTime.ts'
import { print, printJson, tableLines } from '../output.ts'
import { readNetworkArgument } from '../readNetworkArgument.ts'
import { chosenPlan, engineOption, loweringOption, providerOption } from '../runtimeOptions.ts'
import { startTorch, torchWays, type TorchNetwork, type TorchProcess, type TorchWay } from '../torchProcess.ts'

const wayNames = Object.keys(torchWays) as TorchWay[]

interface Options {
  python: string
  networks?: string
  baseline?: string
  only?: string
  against: TorchWay[]
  provider: ProviderId
  lowering?: LoweringPlanName
  engine?: EngineName
  device?: string
  threads: number
  rounds: number
  steps: number
  json?: true
}

/** The command that compares training steps with PyTorch's. */
export function benchCompareCommand(): Command {
  return new Command('compare')
    .description(
      "Times training steps and PyTorch's in turn, and prints how many times as fast as PyTorch's best way they are.",
    )
    .option('--python <file>', 'a Python interpreter that has PyTorch', 'python3')
    .option('--networks <file>', 'list of {name, batch, config}')
    .addOption(
      new Option('--baseline <folder>', 'in place of --networks: a folder of such lists (*.json)').conflicts(
        'networks',
      ),
    )
    .option('--only <name>', 'one network of the lists')
    .addOption(
      new Option('--against <ways>', `how PyTorch trains, of ${wayNames.join(', ')}, separated by commas`)
        .argParser((text) => text.split(',').map(oneOf(wayNames)))
        .default(['eager', 'fused'], 'eager,fused'),
    )
    .addOption(providerOption())
    .addOption(loweringOption())
    .addOption(engineOption())
    .option('--device <name>', "PyTorch's device, as in cpu, cuda or cuda:0 (default: by --provider)")
    .addOption(new Option('--threads <count>', 'threads of either side').argParser(wholeNumber(1)).default(1))
    .addOption(new Option('--rounds <count>', 'turns of each side').argParser(wholeNumber(1)).default(7))
    .addOption(new Option('--steps <count>', 'timed steps of a turn').argParser(wholeNumber(1)).default(3))
    .option('--json', 'print one JSON line per network, and one per list with its sums')
    .addHelpText(
      'after',
      '\nA ratio is the median over rounds; beside it the least and the largest. PyTorch computes in channels-last layout.' +
        '\nExample:\n  regbench bench compare --python venv/bin/python --baseline ../shared/baseline',
    )
    .action(compare)
}

/** A network's comparison: medians over rounds in milliseconds. */
interface Compared extends Ratio {
  name: string
  batch: number
  benchMs: number
  /** What the steps were taken by. */
  engine: EngineName
  torchMs: Partial<Record<TorchWay, number>>
  /** PyTorch's fastest way, which the ratio is against. */
  best: TorchWay
  /** Why PyTorch does not train in other ways. */
  failed: Partial<Record<TorchWay, string>>
}

async function compare(options: Options): Promise<void> {
  if ((options.networks === undefined) === (options.baseline === undefined))
    throw new UsageError(t('terminal.networksOrBaseline'))
  const files = options.baseline === undefined ? [options.networks!] : listsIn(options.baseline)
  const lists = await Promise.all(files.map(async (file) => ({ file, networks: await readNetworkArgument(file) })))
  // Says which names there are.
  if (options.only !== undefined)
    networksToTime(
      lists.flatMap(({ networks }) => networks),
      options,
    )
  const { provider, only } = options
  const torch = await startTorch(options.python)
  const failures: string[] = []
  try {
    if (!options.json) print(headOf(torch, options))
    for (const { file, networks } of lists) {
      const timed = networks.filter(({ name, gpuOnly }) =>
        only === undefined ? !gpuOnly || provider !== 'cpu' : name === only,
      )
      const compared: Compared[] = []
      for (const network of timed) {
        try {
          const one = await compareNetwork(network, torch, options)
          compared.push(one)
          if (options.json) printJson({ file: basename(file), ...rounded(one), ...settingOf(torch, options) })
          else
            print(
              line([one.name, one.batch, one.benchMs, one.torchMs[one.best]!, one.best, one.ratio, one.low, one.high]),
            )
        } catch (error) {
          failures.push(t('terminal.notTimed', { name: network.name, said: errorText(error) }))
        }
      }
      if (compared.length > 1) printSum(basename(file), compared, options)
    }
  } finally {
    torch.end()
  }
  if (failures.length > 0) throw new UserError(failures.join('\n'))
}

function listsIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  if (names.length === 0) throw new UserError(t('terminal.noListsIn', { folder }))
  return names.sort().map((name) => join(folder, name))
}

const deviceOf = ({ device, provider }: Options) => device ?? (provider === 'cpu' ? 'cpu' : 'cuda')

const settingOf = ({ version, gpu }: TorchProcess, options: Options) => ({
  ...{ provider: options.provider, lowering: chosenPlan(options), device: deviceOf(options), gpu },
  ...{ torch: version, threads: options.threads, rounds: options.rounds, steps: options.steps, load: loadavg()[0]! },
})

async function compareNetwork(
  { name, network, batch = 64 }: DescribedNetwork,
  torch: TorchProcess,
  options: Options,
): Promise<Compared> {
  const { provider, threads, engine, against } = options
  const device = deviceOf(options)
  const failed: Compared['failed'] = {}
  const loaded = new Map<TorchWay, TorchNetwork>()
  const bench = await startBench({
    ...{ network, batch, lowering: chosenPlan(options), provider, threads, engine },
  })
  try {
    await bench.time(3)
    for (const way of against) {
      try {
        const one = await torch.load(network, batch, way, { device, threads })
        loaded.set(way, one)
        const { parameters } = networkComplexity(network)
        if (one.parameters !== parameters)
          throw new RangeError(`PyTorch's network has ${one.parameters} parameters, not ${parameters}.`)
        await one.time(3)
      } catch (error) {
        failed[way] = errorText(error)
        await loaded.get(way)?.drop()
        loaded.delete(way)
      }
    }
    const ways = [...loaded.keys()]
    if (ways.length === 0) throw new Error(Object.values(failed)[0])
    const [own, ...others] = await inTurn([bench, ...loaded.values()], options)
    const medians = others.map((times) => quantile(times, 0.5))
    const fastest = medians.indexOf(Math.min(...medians))
    return {
      ...{ name, batch, benchMs: quantile(own!, 0.5), engine: bench.loaded.engine, best: ways[fastest]!, failed },
      torchMs: Object.fromEntries(ways.map((way, i) => [way, medians[i]!])),
      ...ratioOf(own!, others[fastest]!),
    }
  } finally {
    bench.end()
    for (const one of loaded.values()) await one.drop().catch(() => undefined)
  }
}

const titles = ['network', 'batch', 'ms', 'PyTorch ms', 'its way', 'ratio', 'least', 'largest']
const widths = [28, 5, 9, 10, 7, 6, 6, 7]

/** A line of the table, whose rows are printed as they are measured. */
function line(cells: readonly (string | number)[]): string {
  const texts = cells.map((cell, i) => (typeof cell === 'string' ? cell : i === 1 ? `${cell}` : shortText(cell, 3)))
  const columns = titles.map((title, i) => ({ title: pad(title, i), numeric: i > 0 }))
  return tableLines(columns, [texts.map(pad)])[1]!
}
const pad = (text: string, i: number): string => (i === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[i]!))

function headOf({ version, gpu }: TorchProcess, options: Options): string {
  const device = deviceOf(options)
  const of = device === 'cpu' || gpu === null ? device : `${device} (${gpu})`
  return [
    `PyTorch ${version} on ${of}, ${options.provider} by ${chosenPlan(options)}, threads ${options.threads}; load ${shortText(loadavg()[0]!, 2)}`,
    '',
    titles.map(pad).join('  ').trimEnd(),
  ].join('\n')
}

/** Prints a list's sums over its networks. */
function printSum(file: string, compared: readonly Compared[], { json }: Options): void {
  const sum = (of: (one: Compared) => number) => compared.reduce((total, one) => total + of(one), 0)
  const benchMs = sum((one) => one.benchMs)
  const torchMs = sum((one) => one.torchMs[one.best]!)
  const ratios = compared.map(({ ratio }) => ratio)
  const found = { ratio: torchMs / benchMs, low: Math.min(...ratios), high: Math.max(...ratios) }
  if (json)
    printJson({ file, networks: compared.length, ...rounded({ benchMs, torchMs, ...found }), load: loadavg()[0]! })
  else print(`${line([`${file}, sum`, compared.length, benchMs, torchMs, '', found.ratio, found.low, found.high])}\n`)
}

/** With every number to four significant digits. */
function rounded<T extends object>(value: T): T {
  const entries = Object.entries(value).map(([key, of]): [string, unknown] => {
    if (typeof of === 'number' && !Number.isInteger(of)) return [key, Number(of.toPrecision(4))]
    return [key, typeof of === 'object' && of !== null ? rounded(of as object) : of]
  })
  return Object.fromEntries(entries) as T
}
