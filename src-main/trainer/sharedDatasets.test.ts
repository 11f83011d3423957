import { expect, it } from 'vitest'
import type { Dataset } from '#main/datasets/dataset.ts'
import { SharedDatasets } from './sharedDatasets.ts'

/** Shared data sets that report when they are opened and closed; 'bad' cannot be opened. */
function sharedDatasets() {
  const said: string[] = []
  const datasets = new SharedDatasets<string>((name) => {
    said.push(`open ${name}`)
    if (name === 'bad') return Promise.reject(new Error('no such folder'))
    return Promise.resolve({ called: name, close: () => said.push(`close ${name}`) } as unknown as Dataset)
  })
  return { datasets, said }
}

it('opens a data set once for all who use it, and for those who follow', async () => {
  const { datasets, said } = sharedDatasets()
  let end: () => void = () => undefined
  const long = datasets.use('a', () => new Promise<void>((resolve) => (end = resolve)))
  expect(await datasets.use('a', ({ called }) => Promise.resolve(called))).toBe('a')
  expect(await datasets.use('b', ({ called }) => Promise.resolve(called))).toBe('b')
  expect(said).toEqual(['open a', 'open b'])
  end()
  await long
  await datasets.use('a', () => Promise.resolve())
  expect(said).toEqual(['open a', 'open b', 'close b'])
})

it('opens it again after a failure, and closes the old one with its last user', async () => {
  const { datasets, said } = sharedDatasets()
  let end: () => void = () => undefined
  const other = datasets.use('a', () => new Promise<void>((resolve) => (end = resolve)))
  await expect(datasets.use('a', () => Promise.reject(new Error('changed')))).rejects.toThrow('changed')
  await datasets.use('a', () => Promise.resolve())
  expect(said).toEqual(['open a', 'open a'])
  end()
  await other
  expect(said).toEqual(['open a', 'open a', 'close a'])
  for (let i = 0; i < 2; i++)
    await expect(datasets.use('bad', () => Promise.resolve())).rejects.toThrow('no such folder')
  expect(said.slice(3)).toEqual(['open bad', 'open bad'])
})
