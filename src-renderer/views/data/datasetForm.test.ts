import { describe, expect, it } from 'vitest'
import { datasetSchemas, type DatasetKind } from '#shared/datasets/datasetSpec.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { emptyForm, formFields, readForm, suggestedName } from './datasetForm.ts'

describe('the form of a data set', () => {
  it.each(Object.keys(datasetSchemas) as DatasetKind[])('describes %s with only its own fields', (kind) => {
    const { spec } = readForm({ ...emptyForm(), kind, folder: '/data/images' })
    expect(spec).toMatchObject({ kind })
    for (const name of Object.keys(spec!)) expect(['kind', ...formFields[kind]]).toContain(name)
  })
  it('reports the fault of each field', () => {
    expect(readForm({ ...emptyForm(), kind: 'cifar10' })).toEqual({
      spec: undefined,
      faults: { folder: sentence('required') },
    })
    const { spec, faults } = readForm({ ...emptyForm(), folder: '/x', imageSize: '4', trainCount: 'many' })
    expect([spec, faults]).toEqual([undefined, { imageSize: sentence('atLeast', { limit: 8 }) }])
    expect(readForm({ ...emptyForm(), kind: 'synthetic', seed: '', trainCount: '99.5' }).faults).toEqual({
      seed: sentence('notNumber'),
      trainCount: sentence('notWhole'),
    })
  })
  it('keeps the size of IDX images if none is typed', () => {
    const form = { ...emptyForm(), kind: 'idx' as const, folder: ' /data/mnist ' }
    expect(readForm(form).spec).toEqual({ kind: 'idx', folder: '/data/mnist' })
    expect(readForm({ ...form, resize: '32' }).spec).toEqual({ kind: 'idx', folder: '/data/mnist', resize: 32 })
    expect(readForm({ ...form, subset: 'letters' }).spec).toEqual({
      kind: 'idx',
      folder: '/data/mnist',
      subset: 'letters',
    })
    const older: Partial<typeof form> = { ...form }
    delete older.subset
    expect(readForm(older as typeof form).spec).toEqual({ kind: 'idx', folder: '/data/mnist' })
    expect(readForm({ ...form, resize: 'big' }).faults).toEqual({ resize: sentence('notNumber') })
  })
  it('suggests the name of the folder, or that of the kind', () => {
    expect(suggestedName({ ...emptyForm(), folder: '/data/birds/' }, 'Images')).toBe('birds')
    expect(suggestedName({ ...emptyForm(), folder: 'C:\\data\\fish' }, 'Images')).toBe('fish')
    expect(suggestedName({ ...emptyForm(), folder: '/data/cifar-10-python.tar.gz' }, 'CIFAR')).toBe('cifar-10-python')
    expect(suggestedName({ ...emptyForm(), kind: 'synthetic', folder: '/x' }, 'Built-in')).toBe('Built-in')
  })
})
