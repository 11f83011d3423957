import { expect, it } from 'vitest'
import { droppedFrom, droppedPaths } from './droppedPaths.ts'

it.each([
  [{ kind: 'regbench:dropped', paths: ['/photos', 3, '/more'] }, ['/photos', '/more']],
  [{ kind: 'regbench:dropped' }, []],
  [{ kind: 'another', paths: ['/photos'] }, []],
  ['regbench:port', []],
  [null, []],
])('for %j returns %j', (data, paths) => expect(droppedPaths(data)).toEqual(paths))

const item = (name: string, isDirectory: boolean) => ({
  kind: 'file',
  webkitGetAsEntry: () => ({ name, isDirectory }) as FileSystemEntry,
  getAsFile: () => new File([], name),
})
const text = { kind: 'string', webkitGetAsEntry: () => null, getAsFile: () => null }

it.each([
  [[text, item('a.yaml', false), item('photos', true)], 'a.yaml', 'photos'],
  [[item('photos.json', true), item('a.yaml', false)], 'a.yaml', 'photos.json'],
  [[item('photos', true)], undefined, 'photos'],
  // Without a file system behind it, a file has no entry.
  [[{ ...item('b.json', false), webkitGetAsEntry: () => null }], 'b.json', undefined],
  [[text], undefined, undefined],
])('finds the first file and the first folder of a drop', (items, file, folder) => {
  const dropped = droppedFrom(items)
  expect([dropped.file?.name, dropped.folder]).toEqual([file, folder])
})
