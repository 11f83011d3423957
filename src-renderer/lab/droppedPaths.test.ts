import { expect, it } from 'vitest'
import { droppedPaths, isStudyFile } from './droppedPaths.ts'

it.each([
  [{ kind: 'regbench:dropped', paths: ['/photos', 3, '/more'] }, ['/photos', '/more']],
  [{ kind: 'regbench:dropped' }, []],
  [{ kind: 'another', paths: ['/photos'] }, []],
  ['regbench:port', []],
  [null, []],
])('of %j takes %j', (data, paths) => expect(droppedPaths(data)).toEqual(paths))

it('knows studies by their endings', () => {
  expect(['a.regbench', 'B.YAML', 'c.yml', 'd.json', 'photos', 'e.png'].map(isStudyFile)).toEqual([
    ...[true, true, true, true],
    ...[false, false],
  ])
})
