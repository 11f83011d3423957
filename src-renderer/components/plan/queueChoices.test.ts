import { expect, it } from 'vitest'
import { population } from '#renderer/i18n/messages/population.ts'
import { queueChoices } from './queueChoices.ts'

it('a queue that stands still is started only by the button that says so', () => {
  const choices = queueChoices(false)
  expect(choices.map(({ id, start }) => [id, start])).toEqual([
    ['addToQueue', false],
    ['addAndStart', true],
  ])
  for (const { id, start } of choices) {
    expect(population.en[id].includes('start')).toBe(start)
    expect(population.ko[id].includes('시작')).toBe(start)
  }
})

it('a queue that runs has one button, which says that it runs', () => {
  expect(queueChoices(true).map(({ id }) => population.en[id])).toEqual(['Add to the running queue'])
})
