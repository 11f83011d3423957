import { describe, expect, it } from 'vitest'
import { datasetSchemas, type DatasetKind } from '#shared/datasets/datasetSpec.ts'
import { emptyForm, formFields, specOf, suggestedName } from './datasetForm.ts'

describe('the form of a data set', () => {
  it.each(Object.keys(datasetSchemas) as DatasetKind[])('describes %s with its own fields alone', (kind) => {
    const spec = specOf({ ...emptyForm(), kind, folder: '/data/images' })
    expect(spec).toMatchObject({ kind })
    for (const name of Object.keys(spec!)) expect(['kind', ...formFields[kind]]).toContain(name)
  })
  it('describes nothing without its folder', () => {
    expect(specOf({ ...emptyForm(), kind: 'cifar10' })).toBeUndefined()
  })
  it('suggests the name of the folder, or that of the kind', () => {
    expect(suggestedName({ ...emptyForm(), folder: '/data/birds/' }, 'Images')).toBe('birds')
    expect(suggestedName({ ...emptyForm(), folder: 'C:\\data\\fish' }, 'Images')).toBe('fish')
    expect(suggestedName({ ...emptyForm(), kind: 'synthetic', folder: '/x' }, 'Built-in')).toBe('Built-in')
  })
})
