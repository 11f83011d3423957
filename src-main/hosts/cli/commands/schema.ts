import { Command } from 'commander'
import { suggestion } from '#shared/schema/nearestName.ts'
import { said, t } from '#main/hosts/process/language.ts'
import { UsageError } from '#main/hosts/process/userError.ts'
import { jsonSchemas } from '../jsonSchemas.ts'
import { print } from '../output.ts'

const ending = '.schema.json'

/** The command that prints the JSON schema of a file format. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('Prints the JSON schema (draft 2020-12) of a file that the bench reads or writes.')
    .argument('[name]', 'which one; without a name: lists them, with what they describe')
    .addHelpText('after', '\nExample:\n  regbench schema study > study.schema.json')
    .action((name: string | undefined) => {
      const schemas = new Map([...jsonSchemas()].map(([file, schema]) => [file.slice(0, -ending.length), schema]))
      if (name === undefined) {
        for (const [known, { title = '' }] of schemas) print(`${known}: ${title}`)
        return
      }
      const schema = schemas.get(name)
      if (!schema)
        throw new UsageError(t('terminal.schemaUnknown', { name, hint: said(suggestion(name, [...schemas.keys()])) }))
      print(JSON.stringify(schema, null, 2))
    })
}
