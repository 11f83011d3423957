import { Command, Option } from 'commander'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import { loweringPlans, type LoweringPlanName } from '#shared/lowering/planTable.ts'
import { timeMeasures, timingModes, type TimeMeasure, type TimingMode } from '#shared/timing/timing.ts'
import { measureTimes, type TimingPlan } from '#main/benchmark/measureTimes.ts'
import { conditionsHere, usualTiming } from '#main/benchmark/timingConditions.ts'
import { TimingProcess } from '#main/benchmark/timingProcess.ts'
import { said, t } from '#main/hosts/process/language.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'
import type { ProviderId } from '#main/trainer/providers/providers.ts'
import { oneOf, wholeNumber, wholeNumbers } from '../arguments.ts'
import { drawSample, withSampleOptions, type SampleOptions } from '../drawSample.ts'
import { interruption } from '../interruption.ts'
import { networkArgumentHelp, readNetworkArgument } from '../readNetworkArgument.ts'
import { spaceArgumentHelp } from '../readSpaceArgument.ts'
import { chosenPlan, loweringOption, providerOption } from '../runtimeOptions.ts'
import { printTimes, type NamedTime, type TimedSubject } from '../timeOutput.ts'
import { timeStudy, type TimedStudy } from '../timeStudy.ts'
import { timingProgress, type TimingProgress } from '../timingProgress.ts'

interface Options extends SampleOptions {
  networks?: string
  space?: string
  published?: true
  study?: string
  name?: string
  populations?: string
  provider: ProviderId
  lowering?: LoweringPlanName
  mode: TimingMode | 'both'
  batch: number[]
  threads: number
  rounds: number
  passes: number
  measure: TimeMeasure
  json?: true
  csv?: true
}

/** Networks of each population of a study that are timed unless --count says otherwise. */
const usualNetworks = 20

/** The command that measures how long networks take. */
export function timeCommand(): Command {
  const command = new Command('time')
    .description(
      'Measures the inference and training time of networks, and how well FLOPs and activations predict it here.',
    )
    .option('--networks <networks>', networkArgumentHelp)
    .option('--space <space>', `networks drawn from a ${spaceArgumentHelp}`)
    .option('--published', `the ${publishedNetworks.length} published networks`)
    .addOption(
      new Option(
        '--study <folder>',
        `networks of a study, at most --count of each population (default: ${usualNetworks}), spread over their FLOPs; their times are stored with the study`,
      ).conflicts(['networks', 'space', 'published', 'lowering', 'passes']),
    )
    .option('--name <study>', 'the study, if the folder holds several')
    .option('--populations <names>', 'names of populations of the study, separated by commas (default: all)')
    .addOption(providerOption())
    .addOption(loweringOption())
    .addOption(
      new Option('--mode <mode>', `what to time: ${timingModes.join(', ')} or both`)
        .argParser(oneOf([...timingModes, 'both'] as const))
        .default('inference'),
    )
    .addOption(
      new Option('--batch <images,...>', 'batch sizes, separated by commas')
        .argParser(wholeNumbers(1, 65_536))
        .default([1, 64], '1,64'),
    )
    .addOption(new Option('--threads <count>', 'CPU threads of onnxruntime').argParser(wholeNumber(1)).default(1))
    .addOption(
      new Option('--rounds <count>', 'rounds, each over all networks in an order of its own')
        .argParser(wholeNumber(1, 1000))
        .default(usualTiming.rounds),
    )
    .addOption(
      new Option('--passes <count>', 'fewest timed passes of a network in a round, of at least 100 ms together')
        .argParser(wholeNumber(1, 10_000))
        .default(usualTiming.passes),
    )
    .addOption(
      new Option('--measure <name>', `the time that the fits explain: ${timeMeasures.join(', ')}`)
        .argParser(oneOf(timeMeasures))
        .default('ms' satisfies TimeMeasure),
    )
    .addOption(new Option('--json', 'print one JSON line per time, and a last one with the fits').conflicts('csv'))
    .option('--csv', 'print CSV')
  return withSampleOptions(command).addHelpText('after', help).action(time)
}

const help = `
Inference is a pass of the model that export writes, training a whole step. Each round loads every network anew, in a
random order, so that a machine that gets slower meanwhile slows all networks alike. ms is the median of the rounds'
medians, spreadMs their median absolute deviation, fastestMs the fastest pass, processorMs the processor time of a
pass, which other programs disturb least. Ctrl+C prints what has been measured.

Examples:
  regbench time --space RegNetX --count 60 --flops 100M:800M --batch 1
  regbench time --published --provider webgpu --batch 64 --mode both --csv > times.csv
  regbench time --study studies/first --batch 1,64 --mode both
  regbench sample RegNetX --json | regbench time --networks -`

async function time(options: Options): Promise<void> {
  const stopped = interruption('Stopping. What has been measured is printed.')
  const progress = timingProgress()
  try {
    const { times, failures } = await (options.study === undefined ? timeNetworks : timeRuns)(
      options,
      stopped.signal,
      progress,
    )
    progress.end()
    printTimes(times, options)
    if (failures.length > 0)
      throw new UserError(
        failures.map(({ name, reason }) => t('terminal.notTimed', { name, said: said(reason) })).join('\n'),
      )
    if (stopped.signal.aborted) process.exitCode = stopped.exitCode
  } finally {
    progress.end()
    stopped.release()
  }
}

const modesOf = ({ mode }: Options): TimingMode[] => (mode === 'both' ? [...timingModes] : [mode])

/** Measures networks of a study and stores their times with it. */
function timeRuns(options: Options, signal: AbortSignal, progress: TimingProgress): Promise<TimedStudy> {
  const { study, name, populations, count = usualNetworks, provider, batch, threads, rounds } = options
  const order = { folder: study!, name, provider, modes: modesOf(options), batchSizes: batch, threads, rounds }
  const names = populations?.split(',').map((one) => one.trim())
  return timeStudy({ ...order, networks: count, populations: names }, signal, progress)
}

/** Measures the networks that the options name. */
async function timeNetworks(options: Options, signal: AbortSignal, progress: TimingProgress): Promise<TimedStudy> {
  const subjects = await subjectsOf(options)
  const { provider, threads, rounds, passes } = options
  const plan: TimingPlan = {
    ...{ ...usualTiming, provider, threads, rounds, passes, batchSizes: options.batch, modes: modesOf(options) },
    networks: subjects.map(({ network }) => network),
    plan: loweringPlans[chosenPlan(options)].id,
  }
  const timing = new TimingProcess()
  try {
    const results = await measureTimes(plan, {
      ...{ signal, measure: (request, ended) => timing.measure(request, ended) },
      onVisit: (done, total, { network }) => progress.show(done, total, subjects[network]!.name),
    })
    const times = results.flatMap((result): NamedTime[] =>
      'time' in result
        ? [{ subject: subjects[result.network]!, conditions: conditionsHere(plan, result), time: result.time }]
        : [],
    )
    const failures = results.flatMap((result) =>
      'failed' in result ? [{ name: subjects[result.network]!.name, reason: result.failed }] : [],
    )
    return { times, failures }
  } finally {
    timing.end()
  }
}

/** The networks to time, from every source that the options name. Throws UsageError without one. */
async function subjectsOf({ networks, space, published, ...sample }: Options): Promise<TimedSubject[]> {
  const found: Omit<TimedSubject, 'complexity'>[] = []
  if (networks !== undefined) found.push(...(await readNetworkArgument(networks)))
  if (space !== undefined) {
    const drawn = await drawSample(space, sample)
    found.push(...drawn.sample.networks.map(({ network }, i) => ({ name: `${drawn.space.id} ${i + 1}`, network })))
  }
  if (published) found.push(...publishedNetworks)
  if (found.length === 0) throw new UsageError(t('terminal.networksToTime'))
  return found.map(({ name, network }) => ({ name, network, complexity: networkComplexity(network) }))
}
