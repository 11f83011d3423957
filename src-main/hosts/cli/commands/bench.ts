import { Command, Option } from 'commander'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { extname, join } from 'node:path'
import { suggestion } from '#shared/schema/nearestName.ts'
import { said, t } from '#main/hosts/process/language.ts'
import type { LoweringPlanName } from '#shared/lowering/planTable.ts'
import type { DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
import { shortText } from '#shared/format/numbers.ts'
import { engineOf, engines, type EngineName } from '#main/trainer/engine/createEngine.ts'
import { lifelineArgument, withLifeline } from '#main/trainer/process/lifeline.ts'
import type { ProviderId } from '#main/trainer/providers/providers.ts'
import { oneOf, wholeNumber } from '../arguments.ts'
import type { BenchAnswer, BenchRequest } from '../benchWorker.ts'
import { print, printJson, tableLines } from '../output.ts'
import { networkArgumentHelp, readNetworkArgument } from '../readNetworkArgument.ts'
import { chosenPlan, loweringOption, providerOption } from '../runtimeOptions.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { benchPopulationCommand } from './benchPopulation.ts'

const engineNames = Object.keys(engines) as EngineName[]

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
    .addOption(
      new Option(
        '--engine <name>',
        `where the state is kept: ${engineNames.join(', ')} (default: the provider's fastest)`,
      ).argParser(oneOf(engineNames)),
    )
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
}

async function benchSteps(options: Options): Promise<void> {
  const { provider, threads, steps } = options
  const lowering = chosenPlan(options)
  const engine = options.engine ?? engineOf(provider)
  const columns = ['network', 'batch', 'ms per step', 'images/s', 'load ms', 'kernel nodes', 'peak MB'].map(
    (title, i) => ({
      title: title.padStart(i === 0 ? 0 : 11),
      numeric: i > 0,
    }),
  )
  const networks = chosen(await readNetworkArgument(options.networks), options)
  const width = Math.max(...networks.map(({ name }) => name.length))
  const line = (cells: readonly (string | number)[], i: 0 | 1) =>
    tableLines(columns, [[String(cells[0]).padEnd(width), ...cells.slice(1)]])[i]!
  if (!options.json) print(tableLines([{ title: 'network'.padEnd(width) }, ...columns.slice(1)], [])[0])
  const failures: string[] = []
  for (const { name, network, batch: given } of networks) {
    const batch = options.batch ?? given ?? 64
    const answer = await askWorker({ network, batch, steps, lowering, provider, engine, threads })
    if ('error' in answer) {
      failures.push(t('terminal.notTimed', { name, said: answer.error }))
      continue
    }
    const { msPerStep, imagesPerSecond, loadMs, nodes, kernelNodes, peakMemoryBytes } = answer.timing
    if (options.json) {
      const timing = {
        msPerStep: round(msPerStep, 2),
        imagesPerSecond: round(imagesPerSecond, 1),
        loadMs: round(loadMs, 1),
      }
      printJson({
        name,
        batch,
        ...timing,
        nodes,
        kernelNodes,
        peakMemoryBytes,
        provider,
        lowering,
        engine,
        threads,
        steps,
      })
    } else {
      const cells = [msPerStep, imagesPerSecond, loadMs].map((value) => shortText(value, 4))
      print(line([name, batch, ...cells, kernelNodes, Math.round(peakMemoryBytes / 1e6)], 1))
    }
  }
  if (failures.length > 0) throw new UserError(failures.join('\n'))
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits))

/** The networks to time: the named one, or all, without those reserved for GPUs if the provider is the CPU. */
function chosen(networks: DescribedNetwork[], { only, provider }: Options): DescribedNetwork[] {
  if (only === undefined) return networks.filter(({ gpuOnly }) => !gpuOnly || provider !== 'cpu')
  const found = networks.filter(({ name }) => name === only)
  if (found.length > 0) return found
  const names = networks.map(({ name }) => name)
  throw new UserError(t('terminal.networkOfFileUnknown', { name: only, hint: said(suggestion(only, names)) }))
}

async function askWorker(request: BenchRequest): Promise<BenchAnswer> {
  const child = fork(join(import.meta.dirname, `../benchWorker${extname(import.meta.filename)}`), [lifelineArgument], {
    execArgv: [],
    serialization: 'advanced',
    stdio: withLifeline('ignore', 'ignore'),
  })
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  let answer: BenchAnswer | undefined
  child.on('message', (message) => (answer = message as BenchAnswer))
  child.send(request)
  const [code, signal] = await ended
  return (
    answer ?? { error: `its process ended with ${signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`}.` }
  )
}
