import { expect, it } from 'vitest'
import { droppedFolder, droppedPaths, isStudyFile } from './droppedPaths.ts'

it.each([
  [{ kind: 'regbench:dropped', paths: ['/photos', 3, '/more'] }, ['/photos', '/more']],
  [{ kind: 'regbench:dropped' }, []],
  [{ kind: 'another', paths: ['/photos'] }, []],
  ['regbench:port', []],
  [null, []],
])('for %j returns %j', (data, paths) => expect(droppedPaths(data)).toEqual(paths))

it('recognises studies by their extensions', () => {
  expect(['a.regbench', 'B.YAML', 'c.yml', 'd.json', 'photos', 'e.png'].map(isStudyFile)).toEqual([
    ...[true, true, true, true],
    ...[false, false],
  ])
})

it('returns the name of the first folder of a drop in a browser', () => {
  const item = (name: string, isDirectory: boolean) => ({
    webkitGetAsEntry: () => ({ name, isDirectory }) as FileSystemEntry,
  })
  const text = { webkitGetAsEntry: () => null }
  expect(droppedFolder([text, item('a.yaml', false), item('photos', true)])).toBe('photos')
  expect(droppedFolder([text, item('a.yaml', false)])).toBeUndefined()
})
