import { expect, it } from 'vitest'
import { population as english } from '#shared/messages/en/population.ts'
import { population as korean } from '#shared/messages/ko/population.ts'
import { queueChoices } from './queueChoices.ts'

it('a stopped queue is started only by the button that says so', () => {
  const choices = queueChoices(false)
  expect(choices.map(({ id, start }) => [id, start])).toEqual([
    ['addToQueue', false],
    ['addAndStart', true],
  ])
  for (const { id, start } of choices) {
    expect(english[id].includes('start')).toBe(start)
    expect(korean[id].includes('시작')).toBe(start)
  }
})

it('a running queue has one button, which says that it is running', () => {
  expect(queueChoices(true).map(({ id }) => english[id])).toEqual(['Add to the running queue'])
})
