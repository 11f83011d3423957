import { describe, expect, it } from 'vitest'
import { presetIds, presets } from '#shared/designspaces/presets.ts'
import { definitionText, readText } from './definitionText.ts'

describe('definitionText', () => {
  it('reads again what it wrote, for every preset and format', () => {
    for (const id of presetIds)
      for (const format of ['yaml', 'json'] as const)
        expect(readText(definitionText(presets[id], format)).definition).toEqual(presets[id])
  })
})

describe('readText', () => {
  const yaml = definitionText(presets.AnyNetX_B, 'yaml')

  it('names the line of text that is no YAML', () => {
    const { sentence, line } = readText(yaml.replace('block: x', 'block: "x'))
    expect(sentence).toBeDefined()
    expect(line).toBeGreaterThan(1)
  })
  it('names the line of a value that does not fit', () => {
    const wrong = yaml.replace('stemWidth: 32', 'stemWidth: wide')
    const { sentence, line } = readText(wrong)
    expect(sentence).toContain('stemWidth is "wide"')
    expect(line).toBe(wrong.split('\n').findIndex((text) => text.startsWith('stemWidth')) + 1)
  })
  it('suggests the key that was meant', () => {
    expect(readText(yaml.replace('stemWidth', 'stemwidth')).sentence).toContain('did you mean stemWidth')
  })
})
