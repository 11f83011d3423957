import { presetNamed } from '#shared/designspaces/presets.ts'
import { parseRegime } from '#shared/designspaces/parse.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { stream } from '#shared/random/stream.ts'
import { guessMapping } from '#shared/results/guessMapping.ts'
import { changedMapping } from '#shared/results/mapping.ts'
import { resultTableOf } from '#main/bundles/resultsFile.ts'

/**
 * A CSV of `each` networks of AnyNetX_A and as many of RegNetX, with made-up errors that are 4 points lower in the
 * second, and learning rates that were drawn; one run of each diverged.
 */
export function madeUpResults(each: number): string {
  const random = stream(3, 'sample')
  const regime = parseRegime({ imageSize: 32, classes: 10 })
  const rows = (['AnyNetX_A', 'RegNetX'] as const).flatMap((id, k) =>
    samplePopulation({ space: presetNamed(id), regime, count: each, seed: 1 }).networks.map((candidate, i) => {
      const { stages } = candidate.network
      const list = (size: 'depth' | 'width' | 'bottleneckRatio' | 'groupWidth') => stages.map((s) => s[size]).join(' ')
      const error = i === 3 ? ',diverged' : `${(40 - 4 * k + 3 * random.normal()).toFixed(2)},finished`
      const { depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth } = candidate.regNet ?? {}
      const line = [depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth]
        .map((value) => value ?? '')
        .join()
      const sizes = `${list('depth')},${list('width')},${list('bottleneckRatio')},${list('groupWidth')},${line}`
      return `${id},${sizes},${error},${i % 2 ? 'odd; x' : ''},${(1 + (i % 7)) / 100}`
    }),
  )
  return `space,depths,widths,b,g,d,w_0,w_a,w_m,lineBottleneckRatio,lineGroupWidth,error,status,tags,lr\n${rows.join('\n')}\n`
}

/** A request to bring the text in, with these changes of the guessed mapping. */
export function resultsRequest(
  text: string,
  file: string,
  changes: readonly string[] = ['imageSize:=32', 'classes:=10'],
) {
  const bytes = new TextEncoder().encode(text)
  const table = resultTableOf(bytes)
  const mapping = changedMapping(guessMapping(table), changes, table)
  return { bytes, file, name: file, mapping, space: null, leavesOut: false }
}
