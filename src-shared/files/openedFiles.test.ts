import { expect, it } from 'vitest'
import { endingOf, isOpened } from './openedFiles.ts'

it('recognises studies by their extensions', () => {
  expect(['a.regbench', 'B.YAML', 'c.yml', 'd.json', 'E.onnx', 'photos', 'e.png'].map(isOpened)).toEqual([
    ...[true, true, true, true, true],
    ...[false, false],
  ])
})

it('an extension is what follows the last dot of a name, not of a folder', () => {
  expect(['/a.b/c', 'C:\\a.b\\c', 'a.tar.GZ', 'a.', ''].map(endingOf)).toEqual(['', '', 'gz', '', ''])
})
