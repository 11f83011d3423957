import { expect, it } from 'vitest'
import { strideOf, strideTo, wrappedTo } from './strideOf.ts'

it('moves by the arrows along the axis, by pages and to the ends', () => {
  const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'x', 'Enter']
  const none = undefined
  expect(keys.map((key) => strideOf(key, 'y', 5))).toEqual([-1, 1, none, none, -5, 5, -Infinity, Infinity, none, none])
  expect(keys.map((key) => strideOf(key, 'x'))).toEqual([none, none, -1, 1, -10, 10, -Infinity, Infinity, none, none])
})

it('stops at the ends, or wraps by single steps alone', () => {
  const strides = [-Infinity, -10, -1, 1, 10, Infinity]
  expect(strides.map((stride) => strideTo(stride, 0, 3))).toEqual([0, 0, 0, 1, 2, 2])
  expect(strides.map((stride) => wrappedTo(stride, 0, 3))).toEqual([0, 0, 2, 1, 2, 2])
  expect(wrappedTo(1, 2, 3)).toBe(0)
})
