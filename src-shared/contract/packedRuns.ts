import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import type { Network, Stage } from '#shared/networks/network.ts'
import type { DetailLevel, RunCourse, RunOutline, RunRow } from './runs.ts'

/** The type of a run at each level of detail. */
export interface DetailedRuns extends Record<DetailLevel, RunOutline> {
  outlines: RunOutline
  courses: RunCourse
  rows: RunRow
}

type Fields<Row> = readonly (keyof Row)[]

const outline = [
  ...(['id', 'populationId', 'position', 'flops', 'parameters', 'activations', 'status', 'errorPercent'] as const),
  ...(['exclusion', 'experiment'] as const),
] as const satisfies Fields<RunOutline>
const course = ['reason', 'epochs', 'lowestErrorPercent', 'durationMs'] as const satisfies Fields<RunCourse & RunRow>

/** The fields in the cells of a packed run, in order; a row's network and draw follow them. */
export const packedFields = {
  outlines: outline,
  courses: [...outline, ...course, 'errorCurve'],
  rows: [...outline, ...course, 'hasWeights', 'pinned', 'tags', 'note', 'recipeDraw'],
} as const satisfies { [Level in DetailLevel]: Fields<DetailedRuns[Level]> }

const stageFields = ['depth', 'width', 'stride', 'bottleneckRatio', 'groupWidth'] as const satisfies Fields<Stage>

/** A network without the sizes that differ between networks of a space; with the kernels, if any stage has one. */
type Frame = Omit<Network, 'stages'> & { kernels?: (Stage['kernel'] | null)[] }

/** The index of a network's frame, then the numbers of its stages. */
type PackedNetwork = readonly [frame: number, ...sizes: number[]]

/**
 * Thousands of runs as sent to the window, in a sixth of the bytes of objects: a list of cells for each run, and the
 * data shared by many networks once.
 */
interface PackedRuns {
  frames: readonly Frame[]
  runs: readonly (readonly unknown[])[]
}

/** Packs networks one after another; `frames` returns those met so far. */
export function networkPacker(): { pack: (network: Network) => PackedNetwork; frames: () => readonly Frame[] } {
  const frames: Frame[] = []
  const indices = new Map<string, number>()
  return {
    pack({ stages, ...rest }) {
      const kernels = stages.map(({ kernel }) => kernel ?? null)
      const frame: Frame = kernels.some((kernel) => kernel !== null) ? { ...rest, kernels } : rest
      const key = JSON.stringify(frame)
      let index = indices.get(key)
      if (index === undefined) {
        index = frames.push(frame) - 1
        indices.set(key, index)
      }
      return [index, ...stages.flatMap((stage) => stageFields.map((field) => stage[field]))]
    },
    frames: () => frames,
  }
}

function unpackNetwork(frames: readonly Frame[], [index, ...sizes]: PackedNetwork): Network {
  const { kernels, ...frame } = frames[index]!
  const stages = Array.from({ length: sizes.length / stageFields.length }, (_, i) => {
    const [depth, width, stride, bottleneckRatio, groupWidth] = sizes.slice(i * stageFields.length) as FiveNumbers
    const kernel = kernels?.[i]
    return { depth, width, stride, bottleneckRatio, groupWidth, ...(kernel && { kernel }) }
  })
  return { ...frame, stages }
}
type FiveNumbers = [number, number, number, number, number]

const drawnFields = ['depths', 'widths', 'bottleneckRatios', 'groupWidths'] as const satisfies (keyof Draw)[]
const lineFields = [
  ...(['depth', 'initialWidth', 'widthSlope', 'widthMultiplier', 'bottleneckRatio', 'groupWidth'] as const),
] as const satisfies Fields<NonNullable<Draw['regNet']>>

/** The numbers of a draw: of every stage, field by field, then the six line parameters if there are any. */
export function packDraw(draw: Draw): number[] {
  const { regNet } = draw
  return [...drawnFields.flatMap((field) => draw[field]), ...(regNet ? lineFields.map((field) => regNet[field]) : [])]
}

/** The draw of a network with that many stages. */
function unpackDraw(numbers: readonly number[], stages: number): Draw {
  const drawn = drawnFields.map((field, i) => [field, numbers.slice(i * stages, (i + 1) * stages)])
  const line = numbers.slice(drawnFields.length * stages)
  const regNet = lineFields.map((field, i) => [field, line[i]])
  return Object.fromEntries(line.length > 0 ? [...drawn, ['regNet', Object.fromEntries(regNet)]] : drawn) as Draw
}

/** JSON of packed runs: `cells` are the JSON lists of their cells, with network and draw at the end of a row's. */
export const packedText = (cells: readonly string[], frames: readonly Frame[] = []): string =>
  `{"frames":${JSON.stringify(frames)},"runs":[${cells.join()}]}`

/** The runs of a page of runs.table that was requested at the level `details`. */
export function unpackRuns<Level extends DetailLevel>(text: string, details: Level): DetailedRuns[Level][] {
  const { frames, runs } = JSON.parse(text) as PackedRuns
  const fields = packedFields[details]
  return runs.map((cells) => {
    const run: Record<string, unknown> = {}
    fields.forEach((field, i) => (run[field] = cells[i]))
    if (details === 'rows') {
      const network = unpackNetwork(frames, cells[fields.length] as PackedNetwork)
      const draw = cells[fields.length + 1] as readonly number[] | null
      Object.assign(run, { network, draw: draw && unpackDraw(draw, network.stages.length) })
    }
    return run as unknown as DetailedRuns[Level]
  })
}
