import { expectTypeOf, it } from 'vitest'
import type { KeysOf, SameKeys, TextAt, ValuesArgument, ValuesOf } from './messageTypes.ts'

interface Tree {
  title: 'Home'
  steps: {
    space: 'Space {name}'
    runs: '{count, plural, one {# run of {space}} other {{count} runs of {space}}} ({state, select, on {on} other {off}})'
  }
}

it('knows the keys of a tree and the text under each', () => {
  expectTypeOf<KeysOf<Tree>>().toEqualTypeOf<'title' | 'steps.space' | 'steps.runs'>()
  expectTypeOf<TextAt<Tree, 'steps.space'>>().toEqualTypeOf<'Space {name}'>()
  expectTypeOf<TextAt<Tree, 'steps.other'>>().toEqualTypeOf<never>()
})

it('finds the values that a text requires, whatever its plurals contain', () => {
  expectTypeOf<ValuesArgument<'Home'>>().toEqualTypeOf<[]>()
  expectTypeOf<ValuesOf<'Space {name}'>>().toEqualTypeOf<{ readonly name: string | number }>()
  expectTypeOf<ValuesOf<Tree['steps']['runs']>>().toEqualTypeOf<{
    readonly count: number
    readonly space: string | number
    readonly state: string | boolean
  }>()
  expectTypeOf<ValuesOf<'{a, plural, one {run} other {runs}} of {b}'>>().toEqualTypeOf<{
    readonly a: number
    readonly b: string | number
  }>()
})

it('requires the values of every text that a key may refer to', () => {
  expectTypeOf<ValuesOf<'{a} runs' | '{b, plural, one {run} other {runs}}' | 'runs'>>().toEqualTypeOf<{
    readonly a: string | number
    readonly b: number
  }>()
})

it('does not allow a language to lack a key', () => {
  expectTypeOf<{ title: string; steps: { space: string } }>().not.toExtend<SameKeys<Tree>>()
  expectTypeOf<{ title: string; steps: { space: string; runs: string } }>().toExtend<SameKeys<Tree>>()
})
