import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { figureIds } from '#shared/figures/figureParameters.ts'
import { withParts, writtenParts } from './paper/paperSections.ts'
import { paperParts } from './paper/rows.ts'
import { sampleInput } from './sampleInput.ts'

const document = readFileSync(join(import.meta.dirname, '../docs/paper.md'), 'utf8')

it('docs/paper.md says what the sample study shows of the paper', () => {
  const written = writtenParts(document, 'sample')
  const computed = paperParts({ spaces: sampleInput() })
  expect(computed.size).toBeGreaterThan(8)
  for (const [number, parts] of computed) expect([number, written.get(number)]).toEqual([number, parts])
})

it('it has a section of every figure of the paper once, in order, with all entries', () => {
  const numbers = [...writtenParts(document, 'cifar').keys()].flatMap((number) => {
    const [from, to = from] = number.split(' to ').map(Number)
    return Array.from({ length: to! - from! + 1 }, (_, i) => from! + i)
  })
  expect(numbers).toEqual(Array.from({ length: 23 }, (_, i) => i + 1))
  expect([...writtenParts(document, 'sample').keys()]).toEqual([...writtenParts(document, 'cifar').keys()])
  for (const entry of ['sample', 'cifar'] as const)
    for (const [number, parts] of writtenParts(document, entry)) expect([number, parts.length]).not.toEqual([number, 0])
})

it('its commands name figures that there are', () => {
  const named = [...document.matchAll(/ figure (\w+) --study/g)].map(([, id]) => id)
  expect(named.length).toBeGreaterThan(5)
  expect(figureIds).toEqual(expect.arrayContaining(named))
})

it('parts are put into their section alone, and are read again', () => {
  const sections = ['1: spaces', '2: one', '3: more'].map(
    (title) => `### Figure ${title}\n\n- **Sample:** old\n- **CIFAR-10:**\n  - a\n  - b\n- **The same?** no\n`,
  )
  const page = ['# Page', ...sections].join('\n')
  const changed = withParts(page, 'sample', new Map([['2', ['new', 'newer']]]))
  expect(changed).toBe(page.replace(/(2: one\n\n- \*\*Sample:\*\*) old/, '$1\n  - new\n  - newer'))
  expect(Object.fromEntries(writtenParts(changed, 'sample'))).toEqual({ 1: ['old'], 2: ['new', 'newer'], 3: ['old'] })
  const back = withParts(changed, 'sample', new Map([['2', ['old']]]))
  expect(back).toBe(page)
  expect(writtenParts(back, 'cifar').get('3')).toEqual(['a', 'b'])
})
