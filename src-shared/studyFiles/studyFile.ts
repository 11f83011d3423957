import { z } from 'zod'
import { suggestion } from '#shared/schema/nearestName.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import { isPyclsSweep, readPyclsSweep } from '#shared/designspaces/pyclsSweep.ts'
import { parseStrictly, issueMessage } from '#shared/schema/parseStrictly.ts'
import { nameSchema } from '#shared/schema/plainName.ts'
import { sentence, messageOf, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { presetNamed, scales, scaleSpace, type ScaleId, type SpaceScale } from '#shared/designspaces/presets.ts'
import { stemIds } from '#shared/networks/network.ts'
import { halvingSchema } from '#shared/training/halving.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import {
  lawsOf,
  recipeSweepSchema,
  requireFittingSweep,
  sweepFaults,
  type RecipeSweep,
} from '#shared/training/recipeSweep.ts'
import { parseCount } from './flopsWindow.ts'
import { regimesOf, regimesSchemaOf, requireOtherValues, type Regime } from './regimes.ts'
import { pyclsRecipeSweep } from './pyclsRecipeSweep.ts'
import { networkLists, networkListsSchema, type NetworkList } from './networkLists.ts'

/** The newest study file format supported by this version. */
export const studyFormatVersion = 1

const count = z.int().min(1)
const multiplyAdds = z.union([z.number().min(0), z.string()]).transform((value, context) => {
  const flops = typeof value === 'number' ? value : parseCount(value)
  if (flops === undefined) context.addIssue({ code: 'custom', ...issueMessage(sentence('noCount', { value })) })
  return flops ?? 0
})

/** Multiply-adds of one image, both ends included. */
const flopsSchema = z
  .strictObject({ low: multiplyAdds.default(0), high: multiplyAdds.default(Number.MAX_SAFE_INTEGER) })
  .refine(({ low, high }) => low <= high, issueMessage(sentence('endsSwapped')))

const scaleSchema = z.union([
  z.enum(Object.keys(scales) as ScaleId[]),
  z.strictObject({
    stem: z.enum(stemIds).optional(),
    stemWidth: count.optional(),
    strides: z.array(z.int().min(1).max(4)).optional(),
    maxWidth: count.optional(),
    maxDepth: count.optional(),
  }),
])
type Scale = z.infer<typeof scaleSchema>

/** A study as written by a user: which spaces and networks, how many of each, how they are trained and compared. */
export const studyFileSchema = z
  .strictObject({
    formatVersion: z.literal(studyFormatVersion),
    name: nameSchema,
    /**
     * Names of presets, presets with changes (`base`), complete design spaces, or pycls sweeps (`SETUP`); each refines
     * the previous one.
     */
    spaces: z
      .array(z.union([z.string(), z.record(z.string(), z.unknown())]))
      .min(1)
      .optional(),
    /**
     * Networks that are trained as they are: a list, or lists by name, each a population of its own. An entry is the name
     * of a published network, a network in any of its forms, or, for the command line, the path of a file of networks.
     */
    networks: networkListsSchema.optional(),
    /** Sizes for smaller images, applied to every space based on a preset. */
    scale: scaleSchema.optional(),
    /** Number of networks sampled from each space; required with `spaces`. */
    perSpace: count.optional(),
    flops: flopsSchema.optional(),
    imageSize: z.int().min(1),
    dataset: z.looseObject({ kind: z.string() }),
    recipe: recipeSchema.default(() => recipeSchema.parse({})),
    /** Values of the recipe that are drawn for each run instead, each by its law. */
    sweep: recipeSweepSchema.optional(),
    /**
     * Further values of `flops`, `imageSize` and `recipe.epochs`: every combination of them and the study's own value,
     * which comes first, has a population of each space and list.
     */
    regimes: regimesSchemaOf(flopsSchema).optional(),
    seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
    provider: z.string().min(1).default('cpu'),
    /** Default: that of the provider. */
    lowering: z.string().min(1).optional(),
    /** Number of concurrent trainers; default: as many as cores and memory allow. */
    trainers: count.optional(),
    keepWeights: z
      .discriminatedUnion('keep', [
        z.strictObject({ keep: z.literal('all') }),
        z.strictObject({ keep: z.literal('best'), count }),
      ])
      .default({ keep: 'best', count: 10 }),
    /**
     * Whether a population may end before its last network, once each of its comparisons is decided. The looks for that
     * and the final comparison give a wrong verdict in at most 5 % of studies together.
     */
    endsWhenDecided: z.boolean().default(false),
    /**
     * Whether populations drop their worst networks early, where the errors of those trained in full show that early errors
     * tell the final ones. Such populations are searched for the best network, not compared.
     */
    halving: halvingSchema.optional(),
  })
  .superRefine(requireFittingSweep)
  .superRefine(({ halving, endsWhenDecided }, context) => {
    if (halving && endsWhenDecided)
      context.addIssue({ code: 'custom', path: ['endsWhenDecided'], ...issueMessage(sentence('halvedNeverDecided')) })
  })
  .superRefine(({ spaces, networks, perSpace }, context) => {
    const need = (key: string) =>
      context.addIssue({ code: 'custom', path: [key], ...issueMessage(sentence('required')) })
    if (!spaces && !networks) need('spaces')
    if (spaces && perSpace === undefined) need('perSpace')
  })
export type StudyFile = z.infer<typeof studyFileSchema>

/**
 * The study described by a plain object (parsed JSON or YAML). Throws ValueError for a newer version, unknown keys
 * (suggesting the nearest known one), values out of range, and mistakes in a space.
 */
export function parseStudyFile(input: unknown): StudyFile {
  refuseNewer(input)
  if (isPyclsSweep(input)) throw new ValueError(sentence('sweepNoStudy'))
  const study = withPyclsRecipes(parseStrictly(studyFileSchema, input, sentence('study')))
  studyLists(study)
  studyRegimes(study)
  return study
}

function refuseNewer(input: unknown): void {
  const { formatVersion: found } = (input ?? {}) as { formatVersion?: unknown }
  if (typeof found === 'number' && found > studyFormatVersion)
    throw new ValueError(sentence('studyNewer', { found, known: studyFormatVersion }))
}

/**
 * The study with what the pycls sweeps among its spaces draw of the recipe, which all of its populations then draw; what
 * its own `sweep` says comes first. Throws ValueError naming the place of a sweep that does not fit.
 */
function withPyclsRecipes(study: StudyFile): StudyFile {
  let sweep: RecipeSweep = {}
  ;(study.spaces ?? []).forEach((entry, i) => {
    if (!isPyclsSweep(entry)) return
    const own = atPlace(`spaces[${i}]`, () => pyclsRecipeSweep(readPyclsSweep(entry).samplers)) ?? {}
    const other = lawsOf(own).find(([key, law]) => sweep[key] && JSON.stringify(sweep[key]) !== JSON.stringify(law))
    if (other) throw wrongAt(`spaces[${i}]`, sentence('recipesDrawnTwice', { key: other[0] }))
    sweep = { ...sweep, ...own }
  })
  if (lawsOf(sweep).length === 0) return study
  const whole = { ...study, sweep: { ...sweep, ...study.sweep } }
  const [fault] = sweepFaults(whole)
  if (fault) throw wrongAt(`sweep.${fault.key}`, fault.said)
  return whole
}

/** The design spaces of a study, with presets scaled. Throws ValueError naming the place of a mistake. */
export function studySpaces({ spaces = [], scale }: Pick<StudyFile, 'spaces' | 'scale'>): DesignSpace[] {
  const resolved = spaces.map((entry, i) => atPlace(`spaces[${i}]`, () => spaceOfEntry(entry, scale)))
  resolved.forEach(({ id }, i) => {
    if (resolved.findIndex((other) => other.id === id) < i)
      throw wrongAt(`spaces[${i}].id`, sentence('spaceTwice', { id }))
  })
  return resolved
}

/**
 * The regimes of a study, its own first. `fault` makes the error of a place in its file, by default a ValueError that
 * names it; thrown for a value that the study has twice, and for epochs that its recipe does not allow.
 */
export function studyRegimes(
  { flops, imageSize, recipe, regimes = {} }: Pick<StudyFile, 'flops' | 'imageSize' | 'recipe' | 'regimes'>,
  fault: FaultAt = wrongAt,
): Regime[] {
  const own = { flops: flops ?? null, imageSize, epochs: recipe.epochs }
  requireOtherValues(own, regimes, fault)
  for (const [i, epochs] of (regimes.epochs ?? []).entries()) {
    const parsed = recipeSchema.safeParse({ ...recipe, epochs })
    if (!parsed.success) throw fault(`regimes.epochs[${i}]`, sentence('warmupTooLong'))
  }
  return regimesOf(own, regimes)
}

/**
 * The lists of networks of a study, each with a space that holds them. `fault` makes the error of a place in its file, as
 * for studyRegimes; thrown for a network that cannot be trained. Throws ValueError for a mistake in the spaces.
 */
export function studyLists(
  study: Pick<StudyFile, 'spaces' | 'scale' | 'networks'>,
  fault: FaultAt = wrongAt,
): NetworkList[] {
  const ids = new Set(studySpaces(study).map(({ id }) => id))
  const lists = networkLists(study.networks, fault)
  const taken = lists.find(({ space }) => ids.has(space.id))
  if (taken) throw fault(`networks.${taken.name}`, sentence('spaceTwice', { id: taken.space.id }))
  return lists
}

/** What `read` returns, its errors with their place. */
function atPlace<T>(place: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw wrongAt(place, messageOf(error), error)
  }
}

/** The error of a place in a study file. */
type FaultAt = (place: string, said: Sentence) => Error

function wrongAt(place: string, said: Sentence, cause?: unknown): ValueError {
  const faults = sentence('faultAt', { place, said })
  return new ValueError(sentence('invalid', { what: sentence('study'), faults }), { cause })
}

const ownKeys = ['base', 'scale']

/**
 * The design space described by an entry of a study's `spaces`: a preset's name, a preset with changes (`base`), a
 * pycls sweep (`SETUP`), or a complete space. `common` is the scale of presets without their own. Throws ValueError.
 */
export function spaceOfEntry(entry: string | Record<string, unknown>, common?: Scale): DesignSpace {
  if (typeof entry === 'string') return scaled(presetNamed(entry), common)
  if (isPyclsSweep(entry)) return readPyclsSweep(entry).space
  const { base, scale, ...changes } = entry
  if (base === undefined) {
    if ('parameters' in changes) return parseDesignSpace(changes)
    const [key = 'nothing'] = Object.keys(changes)
    throw new ValueError(sentence('spaceNeitherNor', { key, hint: suggestion(key, [...ownKeys, 'parameters']) }))
  }
  const own = scale === undefined ? common : parseStrictly(scaleSchema, scale, 'scale')
  const start = scaled(presetNamed(typeof base === 'string' ? base : JSON.stringify(base)), own)
  const { parameters = {} } = changes
  const merged =
    typeof parameters === 'object' && parameters !== null ? { ...start.parameters, ...parameters } : parameters
  const renamed = typeof changes.id === 'string' && changes.name === undefined ? { name: changes.id } : {}
  return parseDesignSpace({ ...start, ...changes, ...renamed, parameters: merged })
}

function scaled(space: DesignSpace, scale: Scale | undefined): DesignSpace {
  return scale === undefined
    ? space
    : scaleSpace(space, typeof scale === 'string' ? scales[scale] : withoutAbsent(scale))
}

/** The object without undefined values. */
function withoutAbsent(scale: Exclude<Scale, string>): SpaceScale {
  return Object.fromEntries(Object.entries(scale).filter(([, value]) => value !== undefined))
}
