import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { readCsvTable } from './csvTable.ts'
import { readJsonTable } from './jsonTable.ts'
import { isPyclsLog, readPyclsLog } from './pyclsLog.ts'
import type { ResultTable } from './resultTable.ts'

/**
 * The table in the text of a file of results: CSV, JSON (a list, or one object per line), or pycls's sweep.json and
 * logs. Throws ValueError if it is none of these or beyond the limits.
 */
export function readResultTable(text: string): ResultTable {
  const start = text.trimStart()[0]
  if (start === '[' || start === '{') return readJsonTable(parsed(text))
  return isPyclsLog(text) ? readPyclsLog(text) : readCsvTable(text)
}

/** Python writes NaN and Infinity, which JSON does not have: they become null. */
const withoutNaN = (text: string): string =>
  text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) => (found.startsWith('"') ? found : 'null'))

/** Parsed JSON, or a list of the objects on its lines. Throws ValueError with the line. */
function parsed(text: string): unknown {
  try {
    return asJson(text)
  } catch (whole) {
    const lines = text.split('\n')
    const [first = ''] = lines
    // Anything else than one object per line is told by the parser's own words for the whole.
    if (!isJson(first))
      throw new ValueError(sentence('notJsonHere', { said: (whole as Error).message }), { cause: whole })
    return lines.flatMap((line, i) => {
      if (line.trim() === '') return []
      try {
        return [asJson(line)]
      } catch (error) {
        throw new ValueError(sentence('inLine', { line: i + 1, faults: sentence('notJsonLine') }), { cause: error })
      }
    })
  }
}

function isJson(text: string): boolean {
  try {
    asJson(text)
    return true
  } catch {
    return false
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const known = withoutNaN(text)
    if (known === text) throw error
    return JSON.parse(known) as unknown
  }
}
