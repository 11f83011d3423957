/** Two populations of the shipped study: which space is better, how sure that is, and their EDFs with bands as SVG. */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawingSvg, edfChart, spaceMarks } from 'regnet-lab-bench/charts'
import { compareSpaces } from 'regnet-lab-bench/refinement'
import { edfBand, errorGrid } from 'regnet-lab-bench/statistics'
import { shippedPopulation } from './shippedStudy.ts'

const names = ['AnyNetX_A', 'RegNetX'] as const
const [older, newer] = names.map((name) => shippedPopulation(name).runs.map(({ errorPercent }) => errorPercent)) as [
  number[],
  number[],
]

const { verdict, beats } = compareSpaces(newer, older)
console.log(`${names[1]} is ${verdict}: P(new beats old) = ${beats.value.toFixed(3)}`)
console.log(`95 % range: ${beats.low.toFixed(3)} to ${beats.high.toFixed(3)}`)

const marks = spaceMarks(names)
const grid = errorGrid([older, newer])
const series = [older, newer].map((errors, i) => {
  const name = names[i]!
  return { name, mark: marks.get(name)!, errors, band: edfBand({ errors }, grid) }
})
const size = { width: 720, height: 360 }
const path = process.argv[2] ?? join(tmpdir(), 'edf.svg')
writeFileSync(path, drawingSvg(edfChart({ series }, size), size))
console.log(`EDFs of ${older.length} and ${newer.length} networks: ${path}`)
