import { datasetSpecSchema, type DatasetKind, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'

/** What the form for a data set holds, over all kinds, so that a change of kind loses nothing. */
export interface DatasetForm {
  kind: DatasetKind
  folder: string
  imageSize: number
  resize: number | null
  onCorrupt: 'skip' | 'refuse'
  seed: number
  trainCount: number
  testCount: number
}

export const emptyForm = (): DatasetForm => ({
  kind: 'imageFolder',
  folder: '',
  imageSize: 32,
  resize: null,
  onCorrupt: 'refuse',
  seed: 1,
  trainCount: 10_000,
  testCount: 2_000,
})

type FieldName = Exclude<keyof DatasetForm, 'kind'>

/** Which fields each kind asks for. */
export const formFields: Record<DatasetKind, readonly FieldName[]> = {
  synthetic: ['seed', 'imageSize', 'trainCount', 'testCount'],
  cifar10: ['folder'],
  cifar100: ['folder'],
  idx: ['folder', 'resize'],
  imageFolder: ['folder', 'imageSize', 'onCorrupt'],
}

/** The specification that a form describes, or undefined while something is missing. */
export function specOf(form: DatasetForm): DatasetSpec | undefined {
  const fields = formFields[form.kind].flatMap((name) => (form[name] === null ? [] : [[name, form[name]]]))
  const parsed = datasetSpecSchema.safeParse({ kind: form.kind, ...(Object.fromEntries(fields) as object) })
  return parsed.success ? parsed.data : undefined
}

/** A name to begin with: the folder's last part, or that of the kind. */
export function suggestedName({ kind, folder }: DatasetForm, kindName: string): string {
  const last = folder.split(/[\\/]/).filter(Boolean).at(-1)
  return kind === 'synthetic' || last === undefined ? kindName : last
}
