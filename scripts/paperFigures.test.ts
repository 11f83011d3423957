import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { figureIds } from '#shared/figures/figureParameters.ts'
import { withCells, writtenCells } from './paper/paperTable.ts'
import { paperCells } from './paper/rows.ts'
import { sampleInput } from './sampleInput.ts'

const document = readFileSync(join(import.meta.dirname, '../docs/paper.md'), 'utf8')

it('docs/paper.md says what the sample study shows of the paper', () => {
  const written = writtenCells(document, 'sample')
  const computed = paperCells({ spaces: sampleInput() })
  expect(computed.size).toBeGreaterThan(8)
  for (const [number, cell] of computed) expect(`${number}: ${written.get(number)}`).toBe(`${number}: ${cell}`)
})

it('its table has every figure of the paper once, in order, with all cells', () => {
  const numbers = [...writtenCells(document, 'cifar').keys()].flatMap((number) => {
    const [from, to = from] = number.split(' to ').map(Number)
    return Array.from({ length: to! - from! + 1 }, (_, i) => from! + i)
  })
  expect(numbers).toEqual(Array.from({ length: 23 }, (_, i) => i + 1))
  for (const column of ['sample', 'cifar'] as const)
    for (const [number, cell] of writtenCells(document, column)) expect(`${number}: ${cell}`).not.toMatch(/: $/)
})

it('its commands name figures that there are', () => {
  const named = [...document.matchAll(/ figure (\w+) --study/g)].map(([, id]) => id)
  expect(named.length).toBeGreaterThan(5)
  expect(figureIds).toEqual(expect.arrayContaining(named))
})

it('a cell is put into its row alone, and is read again', () => {
  const table = '| Figure | a | b | c |\n| --- | --- | --- | --- |\n| 1 | x | old | y |\n| 2 | x | other | y |'
  const changed = withCells(table, 'sample', new Map([['1', 'new']]))
  expect(changed).toBe(table.replace('old', 'new'))
  expect(writtenCells(changed, 'sample')).toEqual(
    new Map([
      ['1', 'new'],
      ['2', 'other'],
    ]),
  )
})
