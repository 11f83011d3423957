import { Command, CommanderError } from 'commander'
import { createRequire } from 'node:module'
import { benchCommand } from './commands/bench.ts'
import { datasetsCommand } from './commands/datasets.ts'
import { describeCommand } from './commands/describe.ts'
import { exportCommand } from './commands/export.ts'
import { providersCommand } from './commands/providers.ts'
import { restoreCommand } from './commands/restore.ts'
import { sampleCommand } from './commands/sample.ts'
import { studyCommand } from './commands/study.ts'
import { trainCommand } from './commands/train.ts'
import { verifyCommand } from './commands/verify.ts'
import { verifyBundleCommand } from './commands/verifyBundle.ts'
import { failureText } from '#main/hosts/process/failure.ts'
import { UserError } from '#main/hosts/process/userError.ts'

const { version } = createRequire(import.meta.url)('#package.json') as { version: string }

const commands = [
  studyCommand,
  sampleCommand,
  describeCommand,
  trainCommand,
  exportCommand,
  restoreCommand,
  datasetsCommand,
  providersCommand,
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
    await program().parseAsync(words, { from: 'user' })
    return typeof process.exitCode === 'number' ? process.exitCode : 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    process.stderr.write(`${failureText(error)}\n`)
    return error instanceof UserError ? error.exitCode : 1
  }
}

function program(): Command {
  const root = new Command('regbench')
    .description('The lab bench for designing network design spaces: sample, train, compare distributions, refine.')
    .version(version, '--version', 'print the version')
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
