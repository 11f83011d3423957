import { expect, it } from 'vitest'
import { workInFrames } from './frameScheduler.ts'

/** Frames advanced by hand, and pieces of work with given durations. */
function frames() {
  const requests: (() => void)[] = []
  const done: string[] = []
  let ms = 0
  const inFrame = workInFrames({
    request: (draw) => requests.push(draw),
    now: () => ms,
    settled: () => Promise.resolve(),
  })
  const piece = (name: string, takes: number) => () => {
    ms += takes
    done.push(name)
  }
  /** Runs the next frame and returns the work done in it. */
  const frame = async () => {
    done.length = 0
    requests.shift()?.()
    await new Promise((resolve) => setTimeout(resolve))
    return done.join('')
  }
  return { inFrame, piece, frame, requests }
}

it('a frame runs as much work as fits into it, at least one piece, and leaves the rest to the next', async () => {
  const { inFrame, piece, frame, requests } = frames()
  inFrame(piece('a', 60))
  for (const name of ['b', 'c', 'd']) inFrame(piece(name, 5))
  expect([await frame(), await frame(), await frame(), requests.length]).toEqual(['a', 'bc', 'd', 0])
})

it('work marked `alone` shares its frame with nothing', async () => {
  const { inFrame, piece, frame } = frames()
  inFrame(piece('a', 1))
  inFrame(piece('b', 1), 'alone')
  inFrame(piece('c', 1))
  expect([await frame(), await frame(), await frame()]).toEqual(['a', 'b', 'c'])
})

it('cancelled work is not run, even if cancelled by a piece of the same frame', async () => {
  const { inFrame, piece, frame } = frames()
  const second = { callOff: (): void => undefined }
  inFrame(() => second.callOff())
  second.callOff = inFrame(piece('b', 1))
  inFrame(piece('c', 1))()
  inFrame(piece('d', 1))
  expect(await frame()).toBe('d')
})

it('work requested by a piece runs in the next frame', async () => {
  const { inFrame, piece, frame } = frames()
  inFrame(() => inFrame(piece('b', 1)))
  expect([await frame(), await frame()]).toEqual(['', 'b'])
})

it('the time of updates caused by a piece counts towards its frame', async () => {
  const requests: (() => void)[] = []
  const done: string[] = []
  let ms = 0
  const inFrame = workInFrames({
    request: (draw) => requests.push(draw),
    now: () => ms,
    settled: () => Promise.resolve().then(() => void (ms += 10)),
  })
  for (const name of ['a', 'b']) inFrame(() => done.push(name))
  requests.shift()!()
  await new Promise((resolve) => setTimeout(resolve))
  expect([done.join(''), requests.length]).toEqual(['a', 1])
})
