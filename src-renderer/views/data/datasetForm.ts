import { archiveEnding } from '#shared/datasets/archives.ts'
import { datasetSpecSchema, type DatasetKind, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'

/** The form for a data set as typed, with the fields of all kinds, so that changing the kind loses nothing. */
export interface DatasetForm {
  kind: DatasetKind
  folder: string
  imageSize: string
  /** May be empty. */
  cropFrom: string
  /** May be empty. */
  resize: string
  /** May be empty. */
  subset: string
  onCorrupt: 'skip' | 'refuse'
  seed: string
  trainCount: string
  testCount: string
}

export const emptyForm = (): DatasetForm => ({
  kind: 'imageFolder',
  folder: '',
  imageSize: '32',
  cropFrom: '',
  resize: '',
  subset: '',
  onCorrupt: 'refuse',
  seed: '1',
  trainCount: '10000',
  testCount: '2000',
})

export type FieldName = Exclude<keyof DatasetForm, 'kind'>

/** The fields of each kind. */
export const formFields: Record<DatasetKind, readonly FieldName[]> = {
  synthetic: ['seed', 'imageSize', 'trainCount', 'testCount'],
  cifar10: ['folder'],
  cifar100: ['folder'],
  idx: ['folder', 'subset', 'resize'],
  imageFolder: ['folder', 'imageSize', 'cropFrom', 'onCorrupt'],
}

const texts: readonly FieldName[] = ['folder', 'onCorrupt', 'subset']
const optional: readonly FieldName[] = ['resize', 'subset', 'cropFrom']

/** The specification that a form describes, or its faults by field. */
export function readForm(form: DatasetForm): {
  spec: DatasetSpec | undefined
  faults: Partial<Record<FieldName, Sentence>>
} {
  const faults: Partial<Record<FieldName, Sentence>> = {}
  const given: Record<string, unknown> = { kind: form.kind }
  for (const name of formFields[form.kind]) {
    // A form kept by an older version may lack fields.
    const typed = ((form as Partial<DatasetForm>)[name] ?? '').trim()
    if (typed === '' && optional.includes(name)) continue
    if (texts.includes(name)) given[name] = typed
    else if (typedNumber(typed) !== undefined) given[name] = typedNumber(typed)
    else faults[name] = typedFault(typed)
  }
  const parsed = datasetSpecSchema.safeParse(given)
  for (const { path, said } of faultsOf(parsed.error?.issues ?? [], given)) faults[path[0] as FieldName] ??= said
  return { spec: Object.keys(faults).length === 0 ? parsed.data : undefined, faults }
}

/** The suggested name: the last part of the path of the folder or archive, or the name of the kind. */
export function suggestedName({ kind, folder }: DatasetForm, kindName: string): string {
  const last = folder.split(/[\\/]/).filter(Boolean).at(-1)
  if (kind === 'synthetic' || last === undefined) return kindName
  return last.slice(0, last.length - (archiveEnding(last)?.length ?? 0))
}
