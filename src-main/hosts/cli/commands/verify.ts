import { Command, Option } from 'commander'
import { suggestion } from '#shared/schema/nearestName.ts'
import { said, t } from '#main/hosts/process/language.ts'
import type { LoweringPlanName } from '#shared/lowering/planTable.ts'
import { shortText } from '#shared/format/numbers.ts'
import { precisions, type Precision } from '#shared/training/recipe.ts'
import { shippedReference } from '#main/verification/shippedReference.ts'
import {
  referenceFileIds,
  verifyFolder,
  type FileVerdict,
  type ReferenceFileId,
} from '#main/verification/verifyFolder.ts'
import { engineOf, type EngineName } from '#main/trainer/engine/createEngine.ts'
import { plansOf } from '#main/trainer/providers/plansHere.ts'
import type { ProviderId } from '#main/trainer/providers/providers.ts'
import { oneOf, wholeNumber } from '../arguments.ts'
import { mixedTable } from '../mixedTable.ts'
import { print, printJson } from '../output.ts'
import { chosenPlan, engineOption, loweringOption, providerOption } from '../runtimeOptions.ts'
import { UsageError } from '#main/hosts/process/userError.ts'

interface Options {
  provider: ProviderId
  lowering?: LoweringPlanName
  engine?: EngineName
  only?: string
  precision: Precision
  threads: number
  json?: true
}

/** The command that checks this build against a folder of reference data. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('Checks this build against reference numbers; exit code 1 if one does not agree.')
    .argument(
      '[folder]',
      'folder with complexity.json, stats.json, train_step/ and the others (default: a small one that comes with the program)',
    )
    .addOption(providerOption())
    .addOption(loweringOption('on a CPU each'))
    .addOption(engineOption())
    .addOption(
      new Option(
        '--precision <precision>',
        `of training: ${precisions.join(', ')}; mixed tells how far each reference network is from float64`,
      )
        .argParser(oneOf(precisions))
        .default('float32'),
    )
    .option('--only <file>', `one file: ${referenceFileIds.join(', ')}`)
    .addOption(new Option('--threads <count>', 'threads of a run').argParser(wholeNumber(1)).default(1))
    .option('--json', 'print one JSON line per file')
    .addHelpText(
      'after',
      '\nExamples:\n  regbench verify\n  regbench verify ../shared/refdata/dev --lowering cpu --only train_step\n  regbench verify --precision mixed',
    )
    .action(async (folder: string | undefined, options: Options) => {
      const { provider, threads, precision } = options
      const plans = options.lowering || provider !== 'cpu' ? [chosenPlan(options)] : [...plansOf('cpu').keys()]
      const engine = options.engine ?? (await engineOf(provider)).name
      let allPassed = true
      for await (const verdict of verifyFolder(folder ?? shippedReference, chosenFiles(options), {
        provider,
        plans,
        engine,
        threads,
        precision,
      })) {
        allPassed &&= verdict.passed
        if (options.json) printJson(asJson(verdict, precision))
        else print(verdictLines(verdict, precision).join('\n'))
      }
      if (!allPassed) process.exitCode = 1
      if (!options.json) print(allPassed ? 'Everything agrees.' : 'Not everything agrees.')
    })
}

function chosenFiles({ only, precision }: Options): readonly ReferenceFileId[] {
  // The other files train no network.
  if (only === undefined) return precision === 'mixed' ? ['train_step'] : referenceFileIds
  const name = only.replace(/^.*\//, '').replace(/\.json$/, '')
  const found = referenceFileIds.find((id) => id === name)
  if (!found)
    throw new UsageError(t('terminal.referenceUnknown', { file: only, hint: said(suggestion(name, referenceFileIds)) }))
  if (precision === 'mixed' && found !== 'train_step')
    throw new UsageError(t('terminal.referenceOfFloat32', { file: found }))
  return [found]
}

const title = ({ file, plan, engine }: FileVerdict): string => (plan ? `${file} (${plan}, ${engine})` : file)

/** The case nearest to its tolerance, or furthest beyond it. */
function worst({ cases }: FileVerdict) {
  const share = (error: number, tolerance: number) => (tolerance > 0 ? error / tolerance : error > 0 ? Infinity : 0)
  return cases.toSorted((a, b) => share(b.error, b.tolerance) - share(a.error, a.tolerance))[0]
}

const mostShown = 10

function verdictLines(verdict: FileVerdict, precision: Precision): string[] {
  const verdictWord = verdict.passed ? 'pass' : 'FAIL'
  const head = `${verdictWord}  ${title(verdict).padEnd(31)}`
  if (verdict.problem) return [`${head} ${verdict.problem}`]
  const failed = verdict.cases.filter(({ passed }) => !passed)
  const found = worst(verdict)!
  const allowed = found.tolerance === 0 ? 'exact' : `${shortText(found.tolerance, 3)} allowed`
  return [
    `${head} ${String(verdict.cases.length).padStart(5)} cases, worst error ${shortText(found.error, 3)} (${allowed}): ${found.name}`,
    ...failed
      .slice(0, mostShown)
      .map((c) => `      ${c.name}: error ${shortText(c.error, 3)}, allowed ${shortText(c.tolerance, 3)}`),
    ...(failed.length > mostShown ? [`      and ${failed.length - mostShown} more`] : []),
    ...(precision === 'mixed' ? mixedTable(verdict.cases) : []),
  ]
}

function asJson(verdict: FileVerdict, precision: Precision) {
  const { file, plan, engine, cases, passed, problem } = verdict
  return {
    file,
    lowering: plan,
    engine,
    passed,
    cases: cases.length,
    failed: cases.filter((checked) => !checked.passed),
    worst: worst(verdict) ?? null,
    ...(precision === 'mixed' && { precision, distances: cases.map(({ name, error }) => ({ name, error })) }),
    problem,
  }
}
