import { z } from 'zod'
import { invalid, parseStrictly } from '#shared/schema/parseStrictly.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { asBuilt, buildableNetworkSchema } from '#shared/networks/buildable.ts'
import type { Network } from '#shared/networks/network.ts'
import { fromNeutralForm, neutralNetworkSchema } from '#shared/networks/neutralForm.ts'
import type { RegNetParameters } from '#shared/networks/regNet.ts'
import { fromName } from './networkName.ts'
import { pyclsKeys, readPycls } from './pyclsForm.ts'
import { readRegNet, regNetKeys, type ReadNetwork } from './regNetForm.ts'
import { readTimm, timmKeys } from './timmForm.ts'
import { readTransformers, transformersKeys } from './transformersForm.ts'
import { frameShape } from './values.ts'

/** A network read from a file, with its generating parameters if the file has them. */
export interface DescribedNetwork {
  name: string
  network: Network
  regNet?: RegNetParameters
  /** Batch size requested by the file. */
  batch?: number
  /** Whether the file reserves the network for GPUs. */
  gpuOnly: boolean
}

/** A network line of `sample --json` or `describe --json`, and the summary line that ends `sample --json`. */
const printedSchema = z.object({
  name: z.string().optional(),
  network: z.record(z.string(), z.unknown()),
  complexity: z.unknown(),
})
const summarySchema = z.strictObject({
  ...{ space: z.string(), networks: z.int(), candidates: z.int(), accepted: z.int() },
  ...{ acceptanceRate: z.number(), plainAcceptanceRate: z.number(), durationMs: z.number() },
})

/** Whether an entry is the line that ends `sample --json`, which is no network. */
export const isSampleSummary = (entry: unknown): boolean => summarySchema.safeParse(entry).success

/** The optional wrapper of a network in a list. */
const wrapperSchema = z.object({
  name: z.string().optional(),
  id: z.string().optional(),
  batch: z.int().min(1).optional(),
  gpu_only: z.boolean().optional(),
  config: z.union([z.record(z.string(), z.unknown()), z.string()]),
})

/**
 * The networks in `input`: one or a list. Each is a published name, stages in the neutral form or in this program's
 * own, RegNet parameters, or a pycls, timm or transformers configuration; bare, as `{name, batch, config}`, or as a
 * line of `sample --json` or `describe --json`. All can be built and trained. Throws ValueError.
 */
export function readNetworks(input: unknown): DescribedNetwork[] {
  const given: unknown[] = Array.isArray(input) ? input : [input]
  const list = given.filter((entry) => !isSampleSummary(entry))
  if (list.length === 0)
    throw new ValueError(invalid(sentence('networks'), [{ path: [], said: sentence('tooShort', { limit: 1 }) }]))
  return list.map((entry, i) => {
    const wrapped = wrapperSchema.safeParse(entry)
    const printed = printedSchema.safeParse(entry)
    const {
      name,
      id,
      batch,
      gpu_only: gpuOnly = false,
      config,
    } = wrapped.success
      ? wrapped.data
      : { config: printed.success ? printed.data.network : entry, name: printed.data?.name }
    const called = name ?? id ?? (typeof config === 'string' ? config.trim() : undefined)
    const place = called ?? (list.length > 1 ? String(i + 1) : undefined)
    const what = (kind: Sentence | string) =>
      place === undefined ? kind : sentence('networkOf', { what: kind, name: place })
    return {
      name: called ?? (list.length > 1 ? `network ${i + 1}` : 'network'),
      ...readForm(config, what),
      ...(batch !== undefined && { batch }),
      gpuOnly,
    }
  })
}

type Naming = (kind: Sentence | string) => Sentence | string

/** Forms by the keys that identify them, in order of precedence. */
const forms: readonly {
  keys: readonly string[]
  kind: Sentence | string
  read: (form: Record<string, unknown>, what: Sentence | string) => ReadNetwork
}[] = [
  { keys: ['stages'], kind: sentence('network'), read: readOwn },
  { keys: pyclsKeys, kind: sentence('pyclsConfiguration'), read: readPycls },
  { keys: transformersKeys, kind: sentence('transformersConfiguration'), read: readTransformers },
  { keys: timmKeys, kind: sentence('timmConfiguration'), read: readTimm },
  { keys: regNetKeys, kind: 'RegNet', read: readRegNet },
  { keys: Object.keys(neutralNetworkSchema.shape), kind: sentence('network'), read: readNeutral },
]

const keysOf = (form: unknown): string[] => Object.keys(form ?? {})

const formOf = (keys: readonly string[]) => forms.find((known) => known.keys.some((key) => keys.includes(key)))

/** Whether `input` has the shape of networks, valid or not, rather than of something else. */
export function looksLikeNetworks(input: unknown): boolean {
  const first: unknown = Array.isArray(input) ? input[0] : input
  return wrapperSchema.safeParse(first).success || printedSchema.safeParse(first).success || !!formOf(keysOf(first))
}

function readForm(form: unknown, what: Naming): ReadNetwork {
  if (typeof form === 'string') return fromName(form)
  const keys = keysOf(form)
  const found = formOf(keys)
  if (found) return found.read(form as Record<string, unknown>, what(found.kind))
  const said = sentence('networkForms', { given: JSON.stringify(form ?? null).slice(0, 60) })
  throw new ValueError(invalid(what(sentence('network')), [{ path: [], said }]))
}

function readOwn(form: unknown, what: Sentence | string): ReadNetwork {
  return { network: asBuilt(parseStrictly(buildableNetworkSchema, form, what)) }
}

const { shape } = neutralNetworkSchema
const neutralSchema = z.strictObject({
  ...frameShape,
  ...{ depths: shape.depths, widths: shape.widths, strides: shape.strides.optional() },
  ...{ bot_muls: shape.bot_muls.default(null), group_ws: shape.group_ws.default(null), kernels: shape.kernels },
})

function readNeutral(form: object, what: Sentence | string): ReadNetwork {
  const { strides, ...given } = parseStrictly(neutralSchema, withoutTraining(form), what)
  return { network: fromNeutralForm({ ...given, strides: strides ?? given.depths.map(() => 2) }, what) }
}

const trainingKeys = ['bn_mom', 'zero_init_final_gamma']

/** The form without training-fixture keys, which do not affect the network. */
function withoutTraining(form: object): object {
  return Object.fromEntries(Object.entries(form).filter(([key]) => !trainingKeys.includes(key)))
}
