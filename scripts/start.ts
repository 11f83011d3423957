import { runCommandLine } from '#main/hosts/cli/commandLine.ts'

process.stdout.write(
  'Two design spaces, AnyNetX_A and RegNetX, are sampled, trained and compared: about a minute and a half on two cores.\n',
)
process.exitCode = await runCommandLine(['study', 'quick'])
