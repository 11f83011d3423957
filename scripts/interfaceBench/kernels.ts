import { candidateSource } from '#shared/designspaces/sampling/candidateSource.ts'
import { parseRegime } from '#shared/designspaces/parse.ts'
import { presetIds, presets } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { stream } from '#shared/random/stream.ts'
import { exactBootstrap } from '#shared/statistics/bootstrap.ts'
import { edf } from '#shared/statistics/edf.ts'
import type { Line } from './table.ts'

const paper = parseRegime({ imageSize: 224, classes: 1000, flops: { low: 360e6, high: 400e6 } })
const candidates = 50_000

/** The computations behind the views alone, in processor time: sampling, and the statistics of 10 000 runs. */
export function kernels(): Line[] {
  const random = stream(1, 'bootstrap')
  const errors = Array.from({ length: 10_000 }, () => 20 + 30 * random.uniform())
  const values = Array.from({ length: 10_000 }, () => Math.floor(64 * random.uniform()))
  const statistics = median(() => {
    exactBootstrap(errors, values)
    edf(errors)
  })
  const speeds = presetIds.map((id) => ({ id, perSecond: candidatesPerSecond(id) }))
  const slowest = speeds.reduce((a, b) => (a.perSecond < b.perSecond ? a : b))
  const times = presetIds.map((id) => ({
    id,
    seconds: processorMs(() => samplePopulation({ space: presets[id], regime: paper, count: 500, seed: 1 })) / 1000,
  }))
  const longest = times.reduce((a, b) => (a.seconds > b.seconds ? a : b))
  return [
    { what: 'exact bootstrap and EDF of 10 000 runs', value: statistics, target: 50 },
    {
      what: 'candidates looked at, slowest space',
      ...{ value: slowest.perSecond, unit: '/s', target: 500_000, atLeast: true },
      note: speeds.map(({ id, perSecond }) => `${id} ${(perSecond / 1e6).toFixed(2)}M`).join(', '),
    },
    {
      what: '500 networks at 360 to 400 MF, slowest space',
      ...{ value: longest.seconds, unit: 's', target: 2 },
      note: longest.id,
    },
  ]
}

function candidatesPerSecond(id: (typeof presetIds)[number]): number {
  const source = candidateSource(presets[id], paper)
  const ms = median(() => {
    for (let index = 0; index < candidates; index++) source.at(1, index)
  })
  return (1000 * candidates) / ms
}

/** The processor time of `act`, including the garbage collector and compiler threads. */
function processorMs(act: () => void): number {
  const from = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

function median(act: () => void): number {
  const times = Array.from({ length: 9 }, () => processorMs(act)).sort((a, b) => a - b)
  return times[4]!
}
