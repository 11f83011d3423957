import { guessMapping } from '#shared/results/guessMapping.ts'
import { readResultTable } from '#shared/results/readResultTable.ts'
import { limits } from '#shared/schema/limits.ts'

/**
 * Whether a file holds results made elsewhere rather than a study file or networks: a table, or JSON of which a column
 * looks like errors. Longer JSON than any other file may have is taken as results too.
 */
export async function holdsResults(file: Pick<File, 'name' | 'size' | 'text'>): Promise<boolean> {
  if (/\.(csv|tsv|log)$/i.test(file.name)) return true
  if (!/\.jsonl?$/i.test(file.name)) return false
  return file.size > 4 * limits.textLength || hasErrors(await file.text())
}

function hasErrors(text: string): boolean {
  try {
    return guessMapping(readResultTable(text)).sources.error !== undefined
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
