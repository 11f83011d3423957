import { expect, it } from 'vitest'
import { science } from '#shared/messages/en/science.ts'
import { translation } from '#shared/messages/translation.ts'
import { storedExclusion } from '#shared/sentences/exclusion.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { missed } from '#shared/statistics/ranges/interval.ts'
import { curtailedTexts, droppedOf, levelTexts } from './curtailed.ts'
import { comparisonLevel, sideEnding } from './looks.ts'

const t = translation('en', { science })
const whole = { name: 'A', count: 40, dropped: 0, ending: null }

it('a population is said to be curtailed once networks are dropped or it has ended early, and not before', () => {
  expect(curtailedTexts(whole, t)).toEqual([])
  expect(curtailedTexts({ ...whole, ending: { planned: 40, endedAt: null } }, t)).toEqual([])
  expect(curtailedTexts({ ...whole, dropped: 18 }, t)).toEqual([
    expect.stringMatching(/^A: 18 of 40 networks dropped early\. They have early errors only and do not count/),
  ])
  expect(curtailedTexts({ ...whole, ending: { planned: 40, endedAt: 12 } }, t)).toEqual([
    expect.stringMatching(/^A ended early after 12 of 40 networks: .* lean towards that decision\.$/),
  ])
})

it('a run is dropped if the lab has excluded it so, and not if a user has', () => {
  const dropped = storedExclusion(sentence('droppedAfter', { epoch: 3, epochs: 12 }))
  const beyond = storedExclusion(sentence('beyondEnd'))
  expect(droppedOf([dropped, null, beyond, 'dropped early', dropped].map((exclusion) => ({ exclusion })))).toBe(2)
})

it('the level of a range is said where looks have taken a part of it', () => {
  expect(levelTexts(missed, t)).toEqual([])
  const ending = sideEnding([{ ending: { endedAt: 12 } }])
  expect(levelTexts(comparisonLevel({ ending }, {}), t)).toEqual([expect.stringContaining('one of 96 %')])
  expect(levelTexts(comparisonLevel({ ending }, { ending }), t)).toEqual([expect.stringContaining('one of 97 %')])
})
