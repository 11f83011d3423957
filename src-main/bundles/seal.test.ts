import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { stream, type Stream } from '#shared/random/stream.ts'
import { readSample } from '#main/services/studies/sampleStudy.ts'
import { readBundle } from './bundleFile.ts'
import { bundleFormatVersion } from './bundleSchema.ts'
import { digestOfPopulations, digestOfRuns } from './digests.ts'
import { sealedFile } from './testing/sealedFile.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Two populations of the sample study with three runs each, in the current format. */
function smallBundle() {
  const whole = JSON.parse(gunzipSync(readSample()).toString()) as ReturnType<typeof readBundle>
  const populations = whole.populations.slice(0, 2).map((population) => ({
    ...population,
    runs: population.runs.slice(0, 3).map((run) => ({ ...run, weights: undefined })),
  }))
  const digest = digestOfPopulations(populations.map(({ runs }) => digestOfRuns(runs)))
  const study = { ...whole.study, digest }
  const log = whole.log.filter(({ run }) => run === null || (run[0] < 2 && run[1] < 3))
  const lists = { refinements: [], reports: [], log }
  return { ...whole, formatVersion: bundleFormatVersion, study, populations, ...lists }
}

/** Every value nested in a value, with its container. */
function* places(value: Json): Generator<{ within: Json[] | { [key: string]: Json }; key: string | number }> {
  if (value === null || typeof value !== 'object') return
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const within = value as { [key: string]: Json }
    yield { within, key }
    yield* places(within[key]!)
  }
}

/** Makes one random edit: changes a number or text, removes or duplicates a value, or swaps two. */
function edit(bundle: Json, random: Stream): void {
  const all = [...places(bundle)].filter(({ within, key }) => within !== bundle || key !== 'seal')
  const { within, key } = all[random.below(all.length)]!
  const holder = within as { [key: string]: Json }
  const value = holder[key]!
  if (Array.isArray(within) && random.below(3) === 0) {
    if (random.below(2) === 0) within.splice(Number(key), 1)
    else within.splice(Number(key), 0, structuredClone(value))
  } else if (typeof value === 'number')
    holder[key] = random.below(2) === 0 ? value + 1 : value === 0 ? 1e-9 : value * (1 + 1e-12)
  else if (typeof value === 'string') holder[key] = random.below(2) === 0 ? `${value} ` : value.slice(1) || 'x'
  else if (typeof value === 'boolean') holder[key] = !value
  else if (Array.isArray(within)) holder[key] = null
  else if (random.below(2) === 0) Reflect.deleteProperty(holder, key)
  else holder[`${key}2`] = value
}

describe('A sealed bundle', () => {
  const bytes = sealedFile(smallBundle())
  const parsed = () => JSON.parse(gunzipSync(bytes).toString()) as Json

  it('round-trips', () => {
    expect(readBundle(bytes).populations.map(({ runs }) => runs.length)).toEqual([3, 3])
  })

  it('is refused after any of a thousand random edits', () => {
    const random = stream(7, 'resample')
    const text = JSON.stringify(parsed())
    let edits = 0
    while (edits < 1000) {
      const bundle = parsed()
      edit(bundle, random)
      const edited = JSON.stringify(bundle)
      // A value may have been swapped with an equal one.
      if (edited === text) continue
      edits++
      expect(() => readBundle(gzipSync(edited, { level: 1 })), edited).toThrow()
    }
  })

  it.each<[string, (bundle: ReturnType<typeof smallBundle>) => void]>([
    ['study', (bundle) => (bundle.study.createdAt += 1)],
    ['spaces', (bundle) => (bundle.spaces[0]!.createdAt += 1)],
    ['populations[1]', (bundle) => (bundle.populations[1]!.createdAt += 1)],
    ['populations[1].runs', (bundle) => bundle.populations[1]!.runs.pop()],
    ['populations[0].runs[2]', (bundle) => (bundle.populations[0]!.runs[2]!.note = 'the best')],
    ['log', (bundle) => bundle.log.pop()],
  ])('reports a change of %s', (place, change) => {
    const bundle = parsed() as unknown as ReturnType<typeof smallBundle>
    change(bundle)
    expect(() => readBundle(gzipSync(JSON.stringify(bundle)))).toThrow(`${place}: changed after the file was sealed`)
  })

  it('cannot pass for an older version by dropping the seal', () => {
    const bundle = { ...(parsed() as object), seal: undefined }
    expect(() => readBundle(gzipSync(JSON.stringify(bundle)))).toThrow('its seal is missing')
    expect(readBundle(gzipSync(JSON.stringify({ ...bundle, formatVersion: 2 }))).seal).toBeUndefined()
  })
})
