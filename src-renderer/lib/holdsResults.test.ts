import { expect, it } from 'vitest'
import { holdsResults } from './holdsResults.ts'

it.each([
  ['a.csv', 'anything', true],
  ['sweep.json', '[{"depths": [1], "widths": [32], "error": 40}]', true],
  ['lines.jsonl', '{"d": 1, "top1_err": 3}\n{"d": 2, "top1_err": 4}\n', true],
  ['network.json', '{"depths": [1], "widths": [32]}', false],
  ['study.json', '{"formatVersion": 1, "name": "a", "spaces": ["AnyNetX_A"]}', false],
  ['broken.json', '{"formatVersion": ', false],
  ['study.yaml', 'error: 1', false],
])('tells %s apart', async (name, text, isResults) => {
  expect(await holdsResults(new File([text], name))).toBe(isResults)
})
