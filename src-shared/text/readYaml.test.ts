import { describe, expect, it } from 'vitest'
import { limits } from '#shared/schema/limits.ts'
import { parseYaml, readYaml } from './readYaml.ts'

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')

describe('A text', () => {
  it('with thousands of keys is read', () => {
    expect(Object.keys(readYaml(lines(10_000, (i) => `key${i}: ${i}`)) as object)).toHaveLength(10_000)
  })
  it('may be YAML or JSON', () => {
    expect(readYaml('{"a": [1, {"b": null}]}')).toEqual({ a: [1, { b: null }] })
    expect(readYaml('a: &x [1]\nb: *x')).toEqual({ a: [1], b: [1] })
    expect(readYaml('')).toBeNull()
  })
  it('may have lists as keys', () => {
    expect(parseYaml('? [1]\n: a\n? [2]\n: b').document.toJS({ mapAsMap: true })).toEqual(
      new Map([
        [[1], 'a'],
        [[2], 'b'],
      ]),
    )
  })
  it('of the maximum length is read, with as many aliases', () => {
    expect(readYaml(`a: ${'x'.repeat(limits.textLength - 3)}`)).toEqual({ a: 'x'.repeat(limits.textLength - 3) })
    const aliases = lines(limits.aliases, (i) => `b${i}: *a`)
    expect(Object.keys(readYaml(`a: &a 1\n${aliases}`) as object)).toHaveLength(limits.aliases + 1)
    expect(() => parseYaml(`a: &a 1\n${aliases}\nc: *a`)).toThrow(/more than 100 aliases/)
    expect(() => parseYaml(lines(limits.aliases + 1, (i) => `b${i}: x*`))).not.toThrow()
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
    ['one key twice', 'a: 1\nb: 2\na: 3', /the key a appears twice/],
  ])('with too many %s is refused', (_, text, said) => {
    expect(() => readYaml(text)).toThrow(said)
  })
  it('nested 64 levels deep is read, 65 is not', () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    expect(() => readYaml(deep(64))).not.toThrow()
    expect(() => readYaml(deep(65))).toThrow(/nested/)
    expect(() => readYaml(`${'- '.repeat(64)}1`)).not.toThrow()
    expect(() => readYaml(`${'- '.repeat(65)}1`)).toThrow(/nested/)
  })
  it.each([
    ['a: 1\nb: 2\na: 3', 'the key a appears twice', 3, 1],
    ['a: 1\nb: *x', 'the alias *x has no anchor before it', 2, 4],
    ['a: 1\n---\nb: 2', 'it holds several documents divided by ---, and one is needed', 2, 1],
    ['a: 1\nb: [2', 'Flow sequence in block collection must be sufficiently indented and end with a ]', 2, 6],
  ])('with an error is refused with its place: %j', (text, message, line, column) => {
    expect(() => readYaml(text)).toThrow(expect.objectContaining({ message, place: { line, column } }))
  })
})
