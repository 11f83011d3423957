import { flopsRangeText } from '#shared/format/counts.ts'
import { englishText, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { RecipeSweep } from '#shared/training/recipeSweep.ts'
import { canonical, type Trained } from './trainingTerms.ts'

/** A population, or several pooled ones, reduced to what its label depends on. */
export interface Labelled extends Trained {
  readonly id: number
  readonly spaceId: number
  readonly spaceName: string
  /** Absent for pooled populations. */
  readonly own?: { readonly name: string; readonly seed: number }
  /** Null or absent: the current study. */
  readonly studyName?: string | null
}

export interface PopulationLabel {
  /**
   * For legends and chips: "A · seed 2", "A, w grows"; the space's name alone if it has no other population and nobody
   * named it.
   */
  readonly short: string
  /** For tables and files: "AnyNetX_A · lr 0.15 · seed 2". */
  readonly full: string
}

/**
 * Labels that distinguish each population from the others of its space, by id: its given name, or else what differs in
 * its sampling or training. Labels are unique and independent of the order of `populations`. `say` translates a
 * sentence.
 */
export function populationLabels(
  populations: readonly Labelled[],
  say: (said: Sentence) => string = englishText,
): Map<number, PopulationLabel> {
  const ordered = [...populations].sort((a, b) => a.id - b.id)
  const abbreviations = abbreviated(new Set(ordered.map(({ spaceName }) => spaceName)))
  const labels = new Map<number, PopulationLabel>()
  for (const siblings of Map.groupBy(ordered, ({ spaceId }) => spaceId).values()) {
    const parts = partsOf(siblings, say)
    siblings.forEach(({ id, spaceName, studyName }, i) => {
      const { short, full } = parts[i]!
      const study = studyName ? [studyName] : []
      const stem = short.length > 0 || spaceName.length > shortest ? abbreviations.get(spaceName)! : spaceName
      labels.set(id, {
        short: [stem, ...short, ...study].join(separator),
        full: [spaceName, ...full, ...study].join(separator),
      })
    })
  }
  return labels
}

const separator = ' · '
/** Names up to this length are not abbreviated. */
const shortest = 14

/** Abbreviation by space name, such as A for AnyNetX_A (as in the paper), if no other space would share it. */
function abbreviated(names: ReadonlySet<string>): Map<string, string> {
  const index = (name: string) => /^.+_([A-Za-z0-9]{1,2}(?:,.*)?)$/.exec(name)?.[1] ?? name
  const all = [...names].map(index)
  return new Map(
    [...names].map((name) => [name, all.filter((other) => other === index(name)).length > 1 ? name : index(name)]),
  )
}

interface Parts {
  readonly short: readonly string[]
  readonly full: readonly string[]
}

/** The label parts that distinguish populations of one space, oldest first. */
function partsOf(siblings: readonly Labelled[], say: (said: Sentence) => string): Parts[] {
  const given = siblings.map(({ own, spaceName }) =>
    own && !isOffered(own.name, spaceName) ? [withoutSpace(own.name, spaceName)] : [],
  )
  if (siblings.length < 2) return given.map((name) => ({ short: name, full: name }))
  const differing = distinguishingTerms(siblings)
  const terms = siblings.map((sibling) =>
    differing
      // Of networks trained elsewhere little is known.
      .filter((term) => !sibling.origin || term.of(sibling) !== undefined)
      .map((term) => say(term.said(term.of(sibling)))),
  )
  const seeds = siblings.map(({ own }) => (own ? [say(sentence('labelSeed', { value: own.seed }))] : []))
  const some = (texts: readonly (readonly string[])[], i: number) =>
    texts.some((text) => text.join() !== texts[0]!.join()) ? texts[i]! : []
  const short = siblings.map((_, i) => {
    if (given[i]!.length > 0) return given[i]!
    const alike = siblings.flatMap((_, k) =>
      given[k]!.length === 0 && terms[k]!.join() === terms[i]!.join() ? [k] : [],
    )
    return alike.length > 1 || terms[i]!.length === 0 ? [...terms[i]!, ...seeds[i]!] : terms[i]!
  })
  const full = siblings.map((_, i) => (given[i]!.length > 0 ? given[i]! : [...terms[i]!, ...some(seeds, i)]))
  return siblings.map((_, i) => ({ short: numbered(short, i), full: numbered(full, i) }))
}

/** The parts of population `i`, with a number if others have the same parts. */
function numbered(parts: readonly (readonly string[])[], i: number): readonly string[] {
  const same = parts.flatMap((part, k) => (part.join() === parts[i]!.join() ? [k] : []))
  return same.length > 1 ? [...parts[i]!, `#${same.indexOf(i) + 1}`] : parts[i]!
}

/** The name without that of its space, which labels begin with. */
function withoutSpace(name: string, spaceName: string): string {
  const own = name.startsWith(spaceName + separator) ? name.slice((spaceName + separator).length).trim() : ''
  return own === '' ? name : own
}

/** Whether the name is one that the program would generate, and so carries no information. */
function isOffered(name: string, spaceName: string): boolean {
  if (!name.startsWith(spaceName)) return letters(name) === letters(spaceName)
  return /^(?: \d+| \(\d+\)| · \S+ \d+(?: \(\d+\))?)?$/.test(name.slice(spaceName.length))
}

/** The text reduced to lower-case letters and digits, to compare ids with names. */
const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

interface Term {
  readonly of: (trained: Trained) => unknown
  readonly said: (value: unknown) => Sentence
}

const of =
  (...path: readonly string[]): Term['of'] =>
  ({ plan, datasetHash, origin }) =>
    path.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
      // The plan says nothing of networks that were trained elsewhere.
      origin ? { imageSize: plan.imageSize } : { ...plan, datasetHash },
    )

const value = (found: unknown): string | number => (typeof found === 'number' ? found : plain(found))
const plain = (found: unknown): string => (typeof found === 'string' ? found : canonical(found) || '–')

/** Terms named first, as experiments are usually described. */
const usual: readonly Term[] = [
  { of: ({ origin }) => origin?.digest ?? null, said: (digest) => originLabel(digest as string | null) },
  { of: of('imageSize'), said: (size) => sentence('labelImage', { value: value(size) }) },
  { of: of('datasetHash'), said: (hash) => sentence('labelData', { value: plain(hash).slice(0, 6) }) },
  { of: of('flops'), said: (flops) => flopsLabel(flops as Trained['plan']['flops']) },
  { of: of('recipe', 'epochs'), said: (n) => sentence('labelEpochs', { value: n as number }) },
  { of: of('recipe', 'baseLearningRate'), said: (rate) => sentence('labelRate', { value: value(rate) }) },
  { of: of('recipe', 'weightDecay', 'weight'), said: (decay) => sentence('labelDecay', { value: value(decay) }) },
  { of: of('recipe', 'batchSize'), said: (size) => sentence('labelBatch', { value: value(size) }) },
  { of: of('sweep'), said: (sweep) => sweepLabel(sweep as RecipeSweep | undefined) },
]

/**
 * The fewest terms, usual ones first, that distinguish all populations trained under different terms. Recipe settings
 * without a short name use their key.
 */
function distinguishingTerms(siblings: readonly Labelled[]): Term[] {
  const keys = new Set(siblings.flatMap(({ plan }) => Object.keys(plan.recipe ?? {})))
  const others = [...keys].sort().map((key): Term => {
    return { of: of('recipe', key), said: (found) => sentence('labelSetting', { name: key, value: value(found) }) }
  })
  const classes = (terms: readonly Term[]) =>
    new Set(siblings.map((sibling) => canonical(terms.map((term) => term.of(sibling) ?? null)))).size
  const chosen: Term[] = []
  for (const term of [...usual, ...others]) if (classes([...chosen, term]) > classes(chosen)) chosen.push(term)
  return chosen
}

const originLabel = (digest: string | null): Sentence =>
  digest === null ? sentence('labelHere') : sentence('labelElsewhere', { value: digest.slice(0, 6) })

const sweepLabel = (sweep: RecipeSweep | undefined): Sentence =>
  sweep ? sentence('labelDrawn', { keys: Object.keys(sweep).sort().join(', ') }) : sentence('labelUndrawn')

function flopsLabel(flops: Trained['plan']['flops']): Sentence {
  if (!flops) return sentence('labelAnyFlops')
  return sentence('labelFlops', { range: flopsRangeText(flops.low, flops.high) })
}
