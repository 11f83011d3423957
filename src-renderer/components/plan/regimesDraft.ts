import type { StudyPlan } from '#shared/contract/studies.ts'
import { regimeKeys, type RegimeKey } from '#shared/designspaces/regimeKeys.ts'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { sizeKeys } from '#shared/datasets/datasetSize.ts'
import { studyFileSchema, studyRegimes, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'
import { PlacedFault } from './placedFault.ts'

/** Further values of what a study varies, as typed: several in a field, separated by commas or spaces. */
export type RegimesDraft = Readonly<Record<RegimeKey, string>>
export const noRegimes: RegimesDraft = { flops: '', imageSize: '', epochs: '' }

/** The keys that can be varied: images of one size stay at it. */
export const offeredKeys = ({ dataset, imageSize }: Pick<StudyPlan, 'dataset' | 'imageSize'>): RegimeKey[] =>
  regimeKeys.filter((key) => key !== 'imageSize' || Object.keys(sizeKeys(dataset.kind, imageSize)).length > 0)

export interface ReadRegimes {
  /** As in a study file; undefined: there are none, or one is faulty. */
  readonly regimes: StudyFile['regimes']
  readonly faults: Partial<Record<RegimeKey, Sentence>>
}

/** The regimes that are typed beside the values of `plan`, read as those of a study file. */
export function readRegimes(draft: RegimesDraft, plan: StudyPlan): ReadRegimes {
  const faults: ReadRegimes['faults'] = {}
  const written: Partial<Record<RegimeKey, unknown[]>> = {}
  for (const key of offeredKeys(plan)) {
    const parts = partsOf(draft[key])
    if (parts.length === 0) continue
    const values = parts.map((part) => (key === 'flops' ? window(part) : typedNumber(part)))
    const wrong = parts[values.indexOf(undefined)]
    if (wrong !== undefined) faults[key] = key === 'flops' ? sentence('noWindow', { value: wrong }) : typedFault(wrong)
    written[key] = values
  }
  if (Object.keys(written).length === 0 || Object.keys(faults).length > 0) return { regimes: undefined, faults }
  const { data: regimes, error } = studyFileSchema.shape.regimes.safeParse(written)
  for (const { path, said } of faultsOf(error?.issues ?? [], written)) faults[path[0] as RegimeKey] ??= said
  if (!regimes) return { regimes, faults }
  try {
    const own = { ...plan, flops: plan.flops ?? undefined }
    studyRegimes({ ...own, regimes }, (place, said) => new PlacedFault(place, said))
    return { regimes, faults }
  } catch (fault) {
    if (!(fault instanceof PlacedFault)) throw fault
    const key = regimeKeys.find((known) => fault.place.startsWith(`regimes.${known}[`))!
    return { regimes: undefined, faults: { [key]: fault.said } }
  }
}

/** What is typed, value by value; a window may have spaces within. */
const partsOf = (text: string): string[] =>
  text
    .replace(/\s*[:–]\s*/g, ':')
    .split(/[,;\s]+/)
    .filter((part) => part !== '')

/** A window as a study file has it, from a text such as 0.8M:1.2M; an end may be open. */
function window(text: string): Record<string, string> | undefined {
  const ends = text.split(':')
  if (ends.length !== 2) return undefined
  const [low, high] = ends as [string, string]
  return { ...(low !== '' && { low }), ...(high !== '' && { high }) }
}
