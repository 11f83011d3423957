import { Command } from 'commander'
import { z } from 'zod'
import { englishText } from '#shared/sentences/sentence.ts'
import { shortText } from '#shared/format/numbers.ts'
import { datasetKinds, openDataset } from '#main/datasets/kinds.ts'
import { byReason } from '#main/datasets/files/leftOut.ts'
import { readDatasetSpec } from '../datasetArgument.ts'
import { imageCountsText } from '../imageCountsText.ts'
import { print, printJson, tableLines } from '../output.ts'

/** Maximum number of files named per reason for skipping; --json names all. */
const fewFiles = 5

/** The command that lists the kinds of data sets, or opens one and describes it. */
export function datasetsCommand(): Command {
  return new Command('datasets')
    .description('Lists the kinds of data sets with their options; given one, opens it and tells what it holds.')
    .argument('[dataset]', 'kind:option=value,... or a JSON or YAML file')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  regbench datasets\n  regbench datasets synthetic:imageSize=16\n' +
        '  regbench datasets imageFolder:folder=photos,imageSize=32,onCorrupt=skip\n' +
        '  regbench datasets cifar10:folder=cifar-10-python.tar.gz\n' +
        '\nA value with a comma: folder="a, b", or folder=a\\, b.',
    )
    .action(async (argument: string | undefined, options: { json?: true }) => {
      if (argument === undefined) {
        listKinds(options.json === true)
        return
      }
      const dataset = await openDataset(await readDatasetSpec(argument))
      const { info } = dataset
      dataset.close()
      if (options.json) {
        const skipped = info.skipped.map(({ file, reason }) => ({ file, reason: englishText(reason) }))
        printJson({ ...info, skipped, notes: info.notes.map(englishText) })
        return
      }
      const rgb = (values: readonly number[]) => values.map((value) => shortText(value, 4)).join(' ')
      print(`${info.name} (${info.id})`)
      print(`  ${imageCountsText(info)}, ${info.imageSize} px`)
      print(`  ${info.classNames.length} classes: ${info.classNames.join(', ')}`)
      print(`  mean ${rgb(info.mean)}, standard deviation ${rgb(info.std)} (red, green, blue; 0 to 1)`)
      print(`  content ${info.hash}`)
      for (const said of info.notes) print(`  ${englishText(said)}`)
      for (const { reason, files } of byReason(info.skipped)) {
        const shown = [...files.slice(0, fewFiles), ...(files.length > fewFiles ? ['...'] : [])].join(', ')
        print(`  left out: ${files.length} (${shown}): ${englishText(reason)}`)
      }
    })
}

interface OptionSchema {
  type?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
}

function listKinds(json: boolean): void {
  const kinds = Object.entries(datasetKinds).map(([kind, { label, schema }]) => {
    const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
    const options = Object.entries(properties as Record<string, OptionSchema>)
      .filter(([name]) => name !== 'kind')
      .map(([name, option]) => ({ name, required: required.includes(name), ...option }))
    return { kind, label, options }
  })
  if (json) {
    printJson(kinds)
    return
  }
  for (const { kind, label, options } of kinds) {
    print(`${kind}: ${label}`)
    const rows = options.map((option) => ['  ', option.name, valueText(option), necessity(option)])
    print(
      tableLines([{ title: '' }, { title: '' }, { title: '' }, { title: '' }], rows)
        .slice(1)
        .join('\n'),
    )
  }
}

function valueText({ type, enum: names, minimum, maximum }: OptionSchema): string {
  if (names) return names.join(' or ')
  const bounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
  return bounded ? `${type ?? ''} ${minimum} to ${maximum}` : (type ?? '')
}

function necessity({ required, default: value }: OptionSchema & { required: boolean }): string {
  if (required) return 'needed'
  return value === undefined ? '' : `default ${JSON.stringify(value)}`
}
