import { Command, Option } from 'commander'
import { wholeNumber, wholeNumbers } from '../arguments.ts'
import { replicateRuns, type Replication } from '../replicateRuns.ts'
import { printReplicates } from '../replicatesOutput.ts'
import { UsageError } from '#main/hosts/process/userError.ts'
import { t } from '#main/hosts/process/language.ts'

interface Options extends Omit<Replication, 'folder'> {
  json?: true
}

/** Most runs of a network that are asked for at once. */
const mostSeeds = 100

/** The command that trains networks of a study again with other seeds. */
export function replicateCommand(): Command {
  return new Command('replicate')
    .description(
      'Trains networks of a study again with other seeds, if wanted for longer, and compares the spread over seeds with that over networks.',
    )
    .argument('<folder>', 'folder of the study')
    .option('--name <study>', 'the study, if the folder holds several')
    .addOption(
      new Option('--runs <numbers>', 'the runs whose networks are trained again, separated by commas').argParser(
        wholeNumbers(1, Number.MAX_SAFE_INTEGER),
      ),
    )
    .addOption(
      new Option('--best <count>', 'the networks with the lowest validation errors of the study')
        .argParser(wholeNumber(1, mostSeeds))
        .conflicts('runs'),
    )
    .addOption(
      new Option('--seeds <count>', 'how many times each is trained').argParser(wholeNumber(1, mostSeeds)).default(5),
    )
    .addOption(new Option('--epochs <count>', 'for how many epochs (default: as before)').argParser(wholeNumber(1)))
    .option(
      '--test',
      'then test each new run on the test images, once; the outcome is recorded in the log of the study',
    )
    .option('--resume', 'go on with runs that are not over and show what there is, instead of training others')
    .option('--json', 'print the result as one JSON line')
    .addHelpText(
      'after',
      `
The runs of a network are a population of its own, in a space that holds only this network; all networks of one command have
the same seeds, so that they are compared in pairs. The paper trains the best of 25 random networks again, five times, for
100 epochs (section 5):

Examples:
  regbench replicate studies/first --runs 31,40 --seeds 5
  regbench replicate studies/first --best 1 --seeds 5 --epochs 100 --test`,
    )
    .action(async (folder: string, { json, ...options }: Options) => {
      const { runs, best, resume = false } = options
      if (resume ? runs !== undefined || best !== undefined : runs === undefined && best === undefined)
        throw new UsageError(t('terminal.replicateWhich'))
      const result = await replicateRuns({ folder, ...options })
      if (result) printReplicates(result, json === true)
    })
}
