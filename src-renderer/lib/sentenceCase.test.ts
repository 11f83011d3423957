import { expect, it } from 'vitest'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import { namesPath } from './sentenceCase.ts'

it('a sentence about a file or folder is shown verbatim, however deeply nested', () => {
  expect(namesPath(sentence('datasetFolderAbsent', { folder: 'my_set' }))).toBe(true)
  expect(namesPath(sentence('datasetFileUnusable', { file: 'a', said: verbatim('x') }))).toBe(true)
  expect(namesPath(sentence('faultAt', { place: 'x', said: sentence('datasetFolderAbsent', { folder: 'a' }) }))).toBe(
    true,
  )
  expect(namesPath('/tmp/my_set does not exist')).toBe(true)
  expect(namesPath(sentence('notNumber'))).toBe(false)
  expect(namesPath('AnyNetX_A has no runs')).toBe(false)
})
