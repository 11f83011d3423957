import { Command, CommanderError } from 'commander'
import { createRequire } from 'node:module'
import { languageCodes } from '#shared/messages/language.ts'
import { benchCommand } from './commands/bench.ts'
import { compareNetworksCommand } from './commands/compareNetworks.ts'
import { datasetsCommand } from './commands/datasets.ts'
import { describeCommand } from './commands/describe.ts'
import { exportCommand } from './commands/export.ts'
import { figureCommand } from './commands/figure.ts'
import { inspectCommand } from './commands/inspect.ts'
import { importCommand } from './commands/import.ts'
import { providersCommand } from './commands/providers.ts'
import { replicateCommand } from './commands/replicate.ts'
import { restoreCommand } from './commands/restore.ts'
import { sampleCommand } from './commands/sample.ts'
import { searchCommand } from './commands/search.ts'
import { schemaCommand } from './commands/schema.ts'
import { studyCommand } from './commands/study.ts'
import { timeCommand } from './commands/time.ts'
import { trainCommand } from './commands/train.ts'
import { verifyCommand } from './commands/verify.ts'
import { verifyBundleCommand } from './commands/verifyBundle.ts'
import { failureText } from '#main/hosts/process/failure.ts'
import { speak, t } from '#main/hosts/process/language.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'

const { version } = createRequire(import.meta.url)('#package.json') as { version: string }

const commands = [
  studyCommand,
  searchCommand,
  sampleCommand,
  describeCommand,
  trainCommand,
  inspectCommand,
  compareNetworksCommand,
  replicateCommand,
  exportCommand,
  figureCommand,
  importCommand,
  schemaCommand,
  restoreCommand,
  datasetsCommand,
  providersCommand,
  timeCommand,
  benchCommand,
  verifyCommand,
  verifyBundleCommand,
]

/**
 * The exit code of the command line: 0 success, 1 failure with a message on standard error, 2 incorrect usage, 128 plus
 * the signal's number if stopped by a signal.
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(withoutLanguage(words), { from: 'user' })
    return typeof process.exitCode === 'number' ? process.exitCode : 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    process.stderr.write(`${failureText(error)}\n`)
    return error instanceof UserError ? error.exitCode : 1
  }
}

/** The words of a command but for `--lang`, whose language this process speaks from now on. */
function withoutLanguage(words: readonly string[]): string[] {
  const at = words.findIndex((word) => /^--lang(=|$)/.test(word))
  if (at < 0) return [...words]
  const isApart = words[at] === '--lang'
  const given = (isApart ? words[at + 1] : words[at]!.slice('--lang='.length)) ?? ''
  const chosen = languageCodes.find((code) => code === given)
  if (!chosen) throw new UsageError(t('terminal.languageUnknown', { given, known: languageCodes.join(', ') }))
  speak(chosen)
  return words.toSpliced(at, isApart ? 2 : 1)
}

function program(): Command {
  const root = new Command('regbench')
    .description('The lab bench for designing network design spaces: sample, train, compare distributions, refine.')
    .version(version, '--version', 'print the version')
    .option('--lang <language>', 'the language of errors, en or ko (default: by LC_ALL, LC_MESSAGES or LANG)')
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nEvery command has its own help: regbench sample --help\nExit codes: 0 done, 1 failed, 2 wrong usage, ' +
        '129, 130, 143 stopped by a signal (checkpoints are written),\n141 done, but the reader of its output was gone.',
    )
  for (const create of commands) root.addCommand(create())
  return withPlainErrors(root)
}

/** Makes a command and its subcommands report incorrect usage as one sentence and leave the exit code to the caller. */
function withPlainErrors(command: Command): Command {
  command.exitOverride().configureOutput({ outputError: (text, write) => write(plainUsageError(text)) })
  for (const below of command.commands) withPlainErrors(below)
  return command
}

/** Turns Commander's "error: unknown option '--x'\n(Did you mean --y?)" into a sentence. */
export function plainUsageError(text: string): string {
  const [first = '', ...rest] = text
    .replace(/^error: /, '')
    .split('\n')
    .filter((line) => line !== '')
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/\.$/, '')
  return `${[sentence, ...rest]
    .join(' ')
    .replace(' (Did', '. (Did')
    .replace(/\)?$/, (end) => end || '.')}\n`
}
