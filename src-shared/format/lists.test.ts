import { expect, it } from 'vitest'
import { listText } from './lists.ts'

it.each([
  [[], '', ''],
  [['A'], 'A', 'A'],
  [['A', 'B'], 'A and B', 'A 및 B'],
  [['A', 'B', 'C'], 'A, B and C', 'A, B 및 C'],
])('joins %j as each language does', (entries, english, korean) => {
  expect([listText(entries, 'en'), listText(entries, 'ko')]).toEqual([english, korean])
})
