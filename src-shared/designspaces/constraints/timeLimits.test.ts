import { describe, expect, it } from 'vitest'
import { publishedPrediction } from '../publishedPrediction.ts'
import { constraintSchema } from './constraints.ts'
import { bothTimeLimits, publishedTime, timeSource } from './timeLimits.ts'

describe('the published time', () => {
  it('is what the inference times of the 24 published RegNets give', () => {
    const { fit, conditions } = publishedPrediction()
    expect(fit.networks).toBe(24)
    expect(timeSource(fit, conditions)).toEqual(publishedTime)
    expect(fit.scatter).toBeLessThan(0.075)
  })
})

describe('limits of times', () => {
  it('are one for one source, whatever the order of its keys, and apart for others', () => {
    const { device, ...rest } = publishedTime
    const both = bothTimeLimits([{ ...publishedTime, max: 20 }], [{ max: 15, ...rest, device, min: 5 }])
    expect(both).toEqual([{ ...publishedTime, min: 5, max: 15 }])
    const other = { ...publishedTime, batchSize: 1 }
    expect(bothTimeLimits([{ ...publishedTime, max: 20 }], [{ ...other, max: 9 }])).toHaveLength(2)
    expect(bothTimeLimits([{ ...publishedTime, max: 20 }], [{ ...publishedTime, min: 21 }])).toBeUndefined()
  })
  it('need an end and a formula that does not fall', () => {
    const parses = (limit: object) => constraintSchema.safeParse({ id: 'predictedTime', limits: [limit] }).success
    expect(parses({ ...publishedTime, max: 20 })).toBe(true)
    expect(parses(publishedTime)).toBe(false)
    expect(parses({ ...publishedTime, max: 20, perGigaFlops: -1 })).toBe(false)
    expect(parses({ ...publishedTime, max: 0 })).toBe(false)
  })
})
