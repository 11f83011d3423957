import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { tableOf } from './jsonTable.ts'
import type { ResultTable } from './resultTable.ts'

/** Precedes the JSON in the lines of a pycls log that hold data. */
const tag = 'json_stats: '
/** Data of every few iterations, which pycls's own collection leaves out as well. */
const left = ['train_iter', 'test_iter']

type Stats = Record<string, unknown>

export const isPyclsLog = (text: string): boolean => text.includes(tag)

/**
 * The table of the log of a pycls training, or of several logs one after another (each begins with its configuration):
 * a row per training, as sweep_collect writes it to sweep.json. Throws ValueError naming the line.
 */
export function readPyclsLog(text: string): ResultTable {
  const runs: Map<string, Stats[]>[] = []
  text.split('\n').forEach((line, i) => {
    const at = line.indexOf(tag)
    if (at < 0) return
    const { _type: type, ...stats } = parsed(line.slice(at + tag.length), i + 1)
    if (typeof type !== 'string' || left.includes(type)) return
    if (runs.length === 0 || (type === 'cfg' && runs.at(-1)!.has('cfg'))) runs.push(new Map())
    const run = runs.at(-1)!
    run.set(type, [...(run.get(type) ?? []), stats])
  })
  return tableOf(runs.map(collected), 'pyclsLog')
}

function parsed(json: string, line: number): Stats {
  try {
    return JSON.parse(json) as Stats
  } catch (error) {
    throw new ValueError(sentence('inLine', { line, faults: sentence('notJsonStats') }), { cause: error })
  }
}

/** Data of epochs as lists over the epochs, the rest as it first stands. */
function collected(run: ReadonlyMap<string, readonly Stats[]>): Stats {
  const entries = [...run].map(([type, stats]) => {
    const [first = {}] = stats
    if (!('epoch' in first)) return [type, first]
    const sorted = [...stats].sort((a, b) => epochOf(a) - epochOf(b))
    return [type, Object.fromEntries(Object.keys(first).map((key) => [key, sorted.map((one) => one[key])]))]
  })
  return Object.fromEntries(entries) as Stats
}

const epochOf = ({ epoch }: Stats): number => Number.parseFloat(String(epoch))
