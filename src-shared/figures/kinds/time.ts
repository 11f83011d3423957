import { timePanel } from '#shared/charts/timePanel.ts'
import { timeScatter } from '#shared/charts/timeScatter.ts'
import { capitalised } from '#shared/format/capitalised.ts'
import { fixedText } from '#shared/format/numbers.ts'
import { betterPredictor, fitTimeByBoth, timePredictors, type TimedNetwork } from '#shared/timing/timeFits.ts'
import { figure } from '../figure.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import { tooFew } from './measuredTimes.ts'
import { timedNetworks } from './timedNetworks.ts'

/**
 * Measured time against FLOPs and activations with fitted curves (Radosavovic et al. 2020, figure 12), and which of the
 * two predicts better.
 */
export const timeKind = figure(figureParameters.time, {
  needs: 'some',
  lacks: (input, parameters) => tooFew(timedNetworks(input, parameters)?.times.length ?? 0),
  data: (input, parameters) => {
    const { conditions, times } = timedNetworks(input, parameters)!
    const networks = times.map(({ complexity, ms }): TimedNetwork => ({ ...complexity, time: ms }))
    return { conditions, times, networks, shape: parameters.shape, measure: parameters.time }
  },
  panels: ({ times, shape }, { t }) =>
    timePredictors.map((by) => {
      const points = times.map(({ id, title, complexity, time: { spreadMs }, ms, group: { mark } }) => ({
        ...{ id, title, complexity, ms, spreadMs, mark },
      }))
      const measure = capitalised(t(`science.parameters.${by}`))
      const { rSquared, input } = timePanel(points, by, shape, measure)
      return {
        title: t('figures.timeTitle', { measure, share: fixedText(rSquared, 2) }),
        draw: (view) => timeScatter(input, { ...view, t }),
      }
    }),
  columns: 2,
  key: ({ times }) =>
    Array.from(new Map(times.map(({ group }) => [group.name, group])).values(), (group) => ({
      ...group,
      part: 'symbol',
    })),
  table: ({ times }) =>
    tableOf(
      [
        { id: 'population' },
        { id: 'run' },
        { id: 'flops', as: 'count' },
        { id: 'activations', as: 'count' },
        { id: 'ms', as: 'number' },
        { id: 'spreadMs', as: 'number' },
        { id: 'fastestMs', as: 'number' },
        { id: 'processorMs', as: 'number' },
        { id: 'rounds', as: 'integer' },
      ],
      times.map(({ population, id, complexity: { flops, activations }, time }) => ({
        ...{ population, run: id, flops, activations, ...time },
      })),
    ),
  caption: ({ conditions, networks, measure }, { t }) => {
    const { mode, batchSize, device, provider, threads } = conditions
    const { rSquared, difference, better } = betterPredictor(networks)
    const [flops, activations] = [fixedText(rSquared.flops, 2), fixedText(rSquared.activations, 2)]
    const range = { low: fixedText(difference.low, 2), high: fixedText(difference.high, 2) }
    return [
      t(`figures.captions.time.${mode}`, {
        ...{ n: networks.length, batch: batchSize, device, provider, threads, measure: t(`figures.values.${measure}`) },
      }),
      t('figures.captions.timeFits', { flops, activations, both: fixedText(fitTimeByBoth(networks).rSquared, 2) }),
      t(`figures.captions.timeVerdict.${better ?? 'neither'}`, {
        difference: fixedText(difference.value, 2),
        ...range,
      }),
    ].join(' ')
  },
})
