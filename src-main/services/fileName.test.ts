import { expect, it } from 'vitest'
import { fileName } from './fileName.ts'

it('names of files keep letters of any script and nothing that a file system refuses', () => {
  expect(fileName('From AnyNetX_A to RegNetX: report', 'html')).toBe('From AnyNetX_A to RegNetX - report.html')
  expect(fileName('첫 모집단-253', 'onnx')).toBe('첫 모집단-253.onnx')
  expect(fileName('../a\\b?*.', 'csv')).toBe('a - b.csv')
  expect(fileName('???', 'csv')).toBe('file.csv')
  expect(fileName('x'.repeat(300), 'json')).toHaveLength(105)
})
