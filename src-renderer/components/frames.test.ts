import { expect, it } from 'vitest'
import { workInFrames } from './frames.ts'

/** Frames that are drawn by hand, and pieces of work that take given times. */
function frames() {
  const asked: (() => void)[] = []
  const done: string[] = []
  let ms = 0
  const inFrame = workInFrames(
    (draw) => asked.push(draw),
    () => ms,
  )
  const piece = (name: string, takes: number) => () => {
    ms += takes
    done.push(name)
  }
  /** What the next frame does. */
  const frame = () => {
    done.length = 0
    asked.shift()?.()
    return done.join('')
  }
  return { inFrame, piece, frame, asked }
}

it('a frame does what fits into it, one piece at least, and leaves the rest to the next', () => {
  const { inFrame, piece, frame, asked } = frames()
  inFrame(piece('a', 60))
  for (const name of ['b', 'c', 'd']) inFrame(piece(name, 5))
  expect([frame(), frame(), frame(), asked.length]).toEqual(['a', 'bc', 'd', 0])
})

it('what is called off is not done, also by a piece of the same frame', () => {
  const { inFrame, piece, frame } = frames()
  const late = { callOff: () => undefined as void }
  inFrame(() => {
    late.callOff()
  })
  late.callOff = inFrame(piece('b', 1))
  inFrame(piece('c', 1))()
  inFrame(piece('d', 1))
  expect(frame()).toBe('d')
})

it('what a piece asks for is for the next frame', () => {
  const { inFrame, piece, frame } = frames()
  inFrame(() => inFrame(piece('b', 1)))
  expect([frame(), frame()]).toEqual(['', 'b'])
})

it('a piece that throws takes nothing from the others', () => {
  const { inFrame, piece, frame } = frames()
  inFrame(() => {
    throw new Error('drawing')
  })
  inFrame(piece('b', 1))
  expect(frame).toThrow('drawing')
  expect(frame()).toBe('b')
})
