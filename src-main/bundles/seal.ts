import { createHash } from 'node:crypto'
import { z } from 'zod'
import { sentence } from '#shared/sentences/sentence.ts'
import { damaged } from './damaged.ts'

// The seal of a bundle reveals whether and where it was changed. Each part is digested as it appears in the file, as
// JSON without spaces: the study, the spaces, every population without its runs, every run, the refinements, the
// reports, the log. Someone who edits a bundle and reseals it can be detected only by retraining runs.

/** Hexadecimal digits of a part's digest, enough to locate a change. */
const partDigits = 16
const part = z.string().regex(/^[0-9a-f]{16}$/)

/** The seal as it appears at the end of a bundle. */
export const sealSchema = z.strictObject({
  /** SHA-256 over the full SHA-256 digests of all parts in file order. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** The first digits of the SHA-256 of each part. */
  parts: z.strictObject({
    study: part,
    spaces: part,
    populations: z.array(z.strictObject({ head: part, runs: z.array(part) })),
    refinements: part,
    reports: part,
    log: part,
  }),
})
export type Seal = z.infer<typeof sealSchema>

export type SinglePart = 'study' | 'spaces' | 'refinements' | 'reports' | 'log'

/** Computes the seal of a bundle from the JSON of its parts, added in file order. */
export class Sealer {
  readonly #whole = createHash('sha256')
  readonly #single: Partial<Record<SinglePart, string>> = {}
  readonly #populations: Seal['parts']['populations'] = []

  part(name: SinglePart, json: string): void {
    this.#single[name] = this.#digest(json)
  }

  /** Adds a population without its runs, which follow it. */
  population(json: string): void {
    this.#populations.push({ head: this.#digest(json), runs: [] })
  }

  run(json: string): void {
    this.#populations.at(-1)!.runs.push(this.#digest(json))
  }

  seal(): Seal {
    const single = this.#single as Record<SinglePart, string>
    const { study, spaces, refinements, reports, log } = single
    return {
      digest: this.#whole.digest('hex'),
      parts: { study, spaces, populations: this.#populations, refinements, reports, log },
    }
  }

  #digest(json: string): string {
    const digest = createHash('sha256').update(json).digest('hex')
    this.#whole.update(digest)
    return digest.slice(0, partDigits)
  }
}

/** The sealed parts of a parsed bundle, before any schema transforms them. */
export interface Sealed extends Record<SinglePart, unknown> {
  populations: readonly ({ runs: readonly unknown[] } & Record<string, unknown>)[]
}

/** The expected seal of a parsed bundle. */
export function sealOf(bundle: Sealed): Seal {
  const sealer = new Sealer()
  sealer.part('study', JSON.stringify(bundle.study))
  sealer.part('spaces', JSON.stringify(bundle.spaces))
  for (const { runs, ...head } of bundle.populations) {
    sealer.population(JSON.stringify(head))
    for (const run of runs) sealer.run(JSON.stringify(run))
  }
  for (const name of ['refinements', 'reports', 'log'] as const) sealer.part(name, JSON.stringify(bundle[name]))
  return sealer.seal()
}

/** Throws LabError 'invalid' naming the first part of a parsed bundle that does not match its seal. */
export function requireSealed(bundle: Sealed, seal: Seal): void {
  const found = sealOf(bundle)
  const place = firstChanged(found.parts, seal.parts)
  if (place !== undefined) throw damaged(sentence('changedAfterSeal', { place }))
  if (found.digest !== seal.digest) throw damaged(sentence('changedAfterSeal', { place: 'seal' }))
}

function firstChanged(found: Seal['parts'], sealed: Seal['parts']): string | undefined {
  for (const name of ['study', 'spaces'] as const) if (found[name] !== sealed[name]) return name
  if (found.populations.length !== sealed.populations.length) return 'populations'
  for (const [i, { head, runs }] of found.populations.entries()) {
    const expected = sealed.populations[i]!
    if (head !== expected.head) return `populations[${i}]`
    if (runs.length !== expected.runs.length) return `populations[${i}].runs`
    const run = runs.findIndex((digest, position) => digest !== expected.runs[position])
    if (run >= 0) return `populations[${i}].runs[${run}]`
  }
  return (['refinements', 'reports', 'log'] as const).find((name) => found[name] !== sealed[name])
}
