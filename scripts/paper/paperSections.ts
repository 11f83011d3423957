/** What a section of docs/paper.md computes from a study, by the words in bold before it. */
export const computedEntries = { sample: 'Sample', cifar: 'CIFAR-10' } as const
export type ComputedEntry = keyof typeof computedEntries

const heading = /^### Figures? (\d+(?: to \d+)?):/
const partIndent = '  - '

/** The number of the figure, or "3 to 4", in whose section each line stands; undefined before the first section. */
function sectionsOf(lines: readonly string[]): (string | undefined)[] {
  let section: string | undefined
  return lines.map((line) => (section = heading.exec(line)?.[1] ?? section))
}

const headOf = (entry: ComputedEntry): string => `- **${computedEntries[entry]}:**`
const isPart = (line: string | undefined): boolean => line?.startsWith(partIndent) === true

/** Line numbers of each section's entry: of its head and after its last part. */
function placesOf(lines: readonly string[], entry: ComputedEntry): Map<string, [start: number, end: number]> {
  const sections = sectionsOf(lines)
  return new Map(
    lines.flatMap((line, start) => {
      const section = sections[start]
      if (section === undefined || !line.startsWith(headOf(entry))) return []
      let end = start + 1
      while (isPart(lines[end])) end++
      return [[section, [start, end]] as const]
    }),
  )
}

/** What an entry says of each figure: a part a line, or one beside its head. */
export function writtenParts(document: string, entry: ComputedEntry): Map<string, string[]> {
  const lines = document.split('\n')
  return new Map(
    Array.from(placesOf(lines, entry), ([section, [start, end]]) => {
      const beside = lines[start]!.slice(headOf(entry).length).trim()
      const parts = lines.slice(start + 1, end).map((line) => line.slice(partIndent.length))
      return [section, beside === '' ? parts : [beside, ...parts]] as const
    }),
  )
}

/** The document with these parts of an entry; what it says of other figures stays. */
export function withParts(
  document: string,
  entry: ComputedEntry,
  parts: ReadonlyMap<string, readonly string[]>,
): string {
  const lines = document.split('\n')
  // From below, so that the places above stay.
  for (const [section, [start, end]] of [...placesOf(lines, entry)].reverse()) {
    const given = parts.get(section)
    if (given === undefined) continue
    const head = headOf(entry)
    const written = given.length === 1 ? [`${head} ${given[0]!}`] : [head, ...given.map((part) => partIndent + part)]
    lines.splice(start, end - start, ...written)
  }
  return lines.join('\n')
}
