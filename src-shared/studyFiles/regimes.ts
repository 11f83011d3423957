import { z } from 'zod'
import { regimeKeys, type RegimeKey } from '#shared/designspaces/regimeKeys.ts'
import { flopsRangeText } from '#shared/format/counts.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'

/** Values of what a study varies. */
export interface Regime {
  /** Multiply-adds of one image, both ends included; null: any. */
  readonly flops: { readonly low: number; readonly high: number } | null
  readonly imageSize: number
  readonly epochs: number
}

/** Further values of a study file's `flops`, `imageSize` and `recipe.epochs`. `windowSchema` reads a FLOPs window. */
export const regimesSchemaOf = <Window extends z.ZodType>(windowSchema: Window) =>
  z.strictObject({
    flops: z.array(windowSchema).min(1).optional(),
    imageSize: z.array(z.int().min(1)).min(1).optional(),
    epochs: z.array(z.int().min(1)).min(1).optional(),
  })

/** Further values of each key, in the order of their file. */
export type FurtherValues = { readonly [K in RegimeKey]?: readonly Regime[K][] | undefined }

/** Every combination of the study's own values, which are the first regime, and further ones. */
export function regimesOf(own: Regime, further: FurtherValues = {}): Regime[] {
  const windows = [own.flops, ...(further.flops ?? [])]
  const sizes = [own.imageSize, ...(further.imageSize ?? [])]
  const lengths = [own.epochs, ...(further.epochs ?? [])]
  return sizes.flatMap((imageSize) =>
    lengths.flatMap((epochs) => windows.map((flops) => ({ flops, imageSize, epochs }))),
  )
}

/** The keys of which there are further values. */
export const variedKeys = (further: FurtherValues = {}): RegimeKey[] =>
  regimeKeys.filter((key) => (further[key] ?? []).length > 0)

/** Throws the fault of the first further value, by its key and index, that the study has already. */
export function requireOtherValues(
  own: Regime,
  further: FurtherValues,
  fault: (place: string, said: Sentence) => Error,
): void {
  for (const key of regimeKeys) {
    const known = [JSON.stringify(own[key])]
    ;(further[key] ?? []).forEach((value: unknown, i) => {
      const text = JSON.stringify(value)
      if (known.includes(text)) throw fault(`regimes.${key}[${i}]`, sentence('regimeTwice'))
      known.push(text)
    })
  }
}

/** The values in which a regime differs from another, as the names of populations tell them, such as "1.6–2.4 MF, 32 px". */
export function regimeText(regime: Regime, from: Regime): string {
  const texts = { flops: flopsText(regime), imageSize: `${regime.imageSize} px`, epochs: `${regime.epochs} epochs` }
  return regimeKeys
    .filter((key) => JSON.stringify(regime[key]) !== JSON.stringify(from[key]))
    .map((key) => texts[key])
    .join(', ')
}

const flopsText = ({ flops }: Regime): string => (flops ? flopsRangeText(flops.low, flops.high) : 'any FLOPs')
