import fc from 'fast-check'
import { expect, it } from 'vitest'
import { room, runsAtOnce, type Admitted, type Limits } from './admission.ts'

const limits = (given: Partial<Omit<Limits, 'slots'>> = {}, slots: Record<string, number> = { webgpu: 3 }): Limits => ({
  runs: Infinity,
  trainers: 4,
  ...given,
  slots: (provider) => slots[provider] ?? null,
})
const runs = (counts: Record<string, number>): Admitted[] =>
  Object.entries(counts).flatMap(([provider, count]) =>
    Array.from({ length: count }, () => ({ provider, mustBeAlone: false })),
  )

it.each([
  ['a run for each trainer', 'cpu', {}, ['cpu'], limits(), 4],
  ['a core for the device that is about to be used', 'cpu', {}, ['cpu', 'webgpu'], limits(), 3],
  ['a core for the device in use', 'cpu', { webgpu: 2, cpu: 1 }, ['cpu'], limits(), 2],
  ['its slots on a device, whatever the CPU does', 'webgpu', { cpu: 4 }, ['webgpu'], limits(), 3],
  ['what is left of the slots', 'webgpu', { webgpu: 2 }, ['webgpu'], limits(), 1],
  ['one run of the CPU beside a device even on one core', 'cpu', { webgpu: 1 }, ['cpu'], limits({ trainers: 1 }), 1],
  ['nothing beyond the slots, which may shrink', 'webgpu', { webgpu: 5 }, ['webgpu'], limits(), 0],
  [
    'the number that the user chose, for all together',
    'cpu',
    { webgpu: 1 },
    ['cpu'],
    limits({ runs: 2, trainers: 2 }),
    1,
  ],
])('leaves room for %s', (_, provider, active, waiting, given, expected) => {
  expect(room(provider, runs(active), waiting, given)).toBe(expected)
})

it('leaves no room on the device of a run that must be alone, but on others', () => {
  const active = [{ provider: 'webgpu', mustBeAlone: true }]
  expect(room('webgpu', active, ['webgpu'], limits())).toBe(0)
  expect(room('cpu', active, ['cpu'], limits())).toBe(3)
  expect(room('cpu', [{ provider: 'cpu', mustBeAlone: true }], ['cpu'], limits())).toBe(3)
})

it.each([
  [[], limits(), 4],
  [['cpu'], limits(), 4],
  [['webgpu'], limits(), 3],
  [['cpu', 'webgpu'], limits(), 6],
  [['cpu', 'webgpu'], limits({ runs: 2, trainers: 2 }), 2],
])('counts the runs at once of %s', (providers, given, expected) => {
  expect(runsAtOnce(providers, given)).toBe(expected)
})

it('fills up to the number of runs at once and never beyond', () => {
  const counts = fc.record({ cpu: fc.nat(9), webgpu: fc.nat(9), cuda: fc.nat(9) })
  fc.assert(
    fc.property(
      counts,
      fc.integer({ min: 1, max: 9 }),
      fc.option(fc.integer({ min: 1, max: 9 })),
      fc.record({ webgpu: fc.integer({ min: 1, max: 5 }), cuda: fc.integer({ min: 1, max: 5 }) }),
      (queued, trainers, chosen, slots) => {
        const given = limits({ trainers: chosen ?? trainers, runs: chosen ?? Infinity }, slots)
        const waiting = Object.keys(queued).filter((provider) => queued[provider as keyof typeof queued] > 0)
        const active: Admitted[] = []
        for (const [provider, count] of Object.entries(queued))
          for (let i = 0; i < count && room(provider, active, waiting, given) > 0; i++)
            active.push({ provider, mustBeAlone: false })
        expect(active.length).toBeLessThanOrEqual(Math.max(0, runsAtOnce(waiting, given)))
        const enough = waiting.every((provider) => queued[provider as keyof typeof queued] >= 9)
        if (enough && waiting.length > 0) expect(active.length).toBe(runsAtOnce(waiting, given))
      },
    ),
  )
})
