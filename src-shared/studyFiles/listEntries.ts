import { isSampleSummary } from '#shared/networks/forms/readNetworks.ts'
import { readObjects } from '#shared/text/readObjects.ts'

/**
 * The networks of a file's content as entries of a study file's list. Those that have no name of their own get `name`,
 * that of the file, with a number if there are several.
 */
export function entriesOfFile(read: unknown, name: string): unknown[] {
  const networks = networksIn(read)
  return networks.map((entry, i) => {
    const isNamed = typeof entry !== 'object' || entry === null || 'config' in entry || 'name' in entry
    return isNamed ? entry : { name: networks.length > 1 ? `${name} ${i + 1}` : name, config: networkOf(entry) }
  })
}

/**
 * The networks of a text as entries of a study file's list: names of published networks, separated by commas or lines, or
 * networks as JSON, lines of JSON or YAML. Throws YamlError.
 */
export function entriesOfText(text: string): unknown[] {
  const names = text
    .split(/[\n,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return names.every((name) => /^[a-z][\w./ -]*$/i.test(name)) ? names : networksIn(readObjects(text))
}

const networksIn = (read: unknown): unknown[] =>
  (Array.isArray(read) ? (read as unknown[]) : [read]).filter((entry) => !isSampleSummary(entry))

/** The network of a line of `sample --json` or `describe --json`; of any other entry the entry itself. */
const networkOf = (entry: object): unknown => ('network' in entry && 'complexity' in entry ? entry.network : entry)
