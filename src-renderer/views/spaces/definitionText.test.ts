import { describe, expect, it } from 'vitest'
import { presetIds, presets } from '#shared/designspaces/presets.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { definitionText, readText } from './definitionText.ts'

describe('definitionText', () => {
  it('round-trips every preset in every format', () => {
    for (const id of presetIds)
      for (const format of ['yaml', 'json'] as const)
        expect(readText(definitionText(presets[id], format), id).definition).toEqual(presets[id])
  })
})

describe('readText', () => {
  const yaml = definitionText(presets.AnyNetX_B, 'yaml')
  const said = (text: string) => englishText(readText(text, 'AnyNetX_B').fault!)

  it('reports the line of invalid YAML', () => {
    expect(said(yaml.replace('block: x', 'block: "x'))).toMatch(/^Line [1-9]\d*: neither YAML nor JSON: /)
  })
  it('reports the line of an invalid value', () => {
    const wrong = yaml.replace('stemWidth: 32', 'stemWidth: wide')
    const line = wrong.split('\n').findIndex((text) => text.startsWith('stemWidth')) + 1
    expect(said(wrong)).toBe(`Line ${line}: stemWidth is "wide" (not a number)`)
  })
  it('suggests the key that was meant', () => {
    expect(said(yaml.replace('stemWidth', 'stemwidth'))).toContain('stemwidth: not known (did you mean stemWidth?)')
  })
  it('reports a missing field, which has no line', () => {
    expect(said('id: mine')).toBe('invalid design space: name: required; parameters: required')
  })
})
