import { describe, expect, it } from 'vitest'
import { readYaml } from './readYaml.ts'

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')

describe('A text', () => {
  it('of thousands of keys is read', () => {
    expect(Object.keys(readYaml(lines(10_000, (i) => `key${i}: ${i}`)) as object)).toHaveLength(10_000)
  })
  it('is YAML or JSON', () => {
    expect(readYaml('{"a": [1, {"b": null}]}')).toEqual({ a: [1, { b: null }] })
    expect(readYaml('a: &x [1]\nb: *x')).toEqual({ a: [1], b: [1] })
    expect(readYaml('')).toBeNull()
  })
  it.each([
    ['brackets', '['.repeat(200_000), /nested more than 64 levels/],
    ['objects', '{a: '.repeat(60_000), /nested more than 64 levels/],
    ['dashes', '- '.repeat(100_000), /nested more than 64 levels/],
    ['question marks', '? '.repeat(100_000), /nested more than 64 levels/],
    ['indents', lines(300, (i) => `${' '.repeat(i)}a:`), /nested more than 64 levels/],
    ['aliases', `a: &a [1]\n${lines(101, (i) => `b${i}: *a`)}`, /more than 100 aliases/],
    [
      'aliases of aliases',
      `a: &a [1, 1]\n${lines(20, (i) => `b${i}: &b${i} [${Array.from({ length: 4 }, () => (i === 0 ? '*a' : `*b${i - 1}`)).join()}]`)}`,
      /more than 100 aliases/,
    ],
    ['letters', `a: ${'x'.repeat(2 ** 18)}`, /262144 are allowed/],
    ['one key twice', 'a: 1\nb: 2\na: 3', /the key a is there twice/],
  ])('of too many %s is refused', (_, text, said) => {
    expect(() => readYaml(text)).toThrow(said)
  })
  it('64 levels deep is read, and 65 is not', () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    expect(() => readYaml(deep(64))).not.toThrow()
    expect(() => readYaml(deep(65))).toThrow(/nested/)
    expect(() => readYaml(`${'- '.repeat(64)}1`)).not.toThrow()
    expect(() => readYaml(`${'- '.repeat(65)}1`)).toThrow(/nested/)
  })
  it('that is wrong is told with the line', () => {
    expect(() => readYaml('a: 1\nb: 2\na: 3')).toThrow(expect.objectContaining({ place: { line: 3, column: 1 } }))
  })
})
