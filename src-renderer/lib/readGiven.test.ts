import { expect, it } from 'vitest'
import { limits } from '#shared/schema/limits.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { readGiven, textOf } from './readGiven.ts'

const read = (text: string) => {
  const { networks, fault } = readGiven(text)
  return networks ? networks.map(({ name, network }) => `${name} ${network.stages.length}`) : englishText(fault)
}

it.each([
  ['regnety_032', ['regnety_032 4']],
  [' RegNetX-200MF\n', ['RegNetX-200MF 4']],
  ['MODEL: { TYPE: regnet }\nREGNET: { W0: 24 }', ['network 2']],
  ['{"depths":[1],"widths":[8]}\n{"depths":[1,1],"widths":[8,8]}\n', ['network 1 1', 'network 2 2']],
  ['depths: [1]\nwidths: [8]\nstrides: [5]', 'invalid network: strides[0] is 5 (at most 4)'],
  ['{"depths": [1', 'Line 1: neither YAML nor JSON'],
  ['', 'invalid network: neither stages nor a RegNet'],
])('%j', (text, expected) => {
  if (typeof expected === 'string') expect(read(text)).toContain(expected)
  else expect(read(text)).toEqual(expected)
})

it('rejects a file longer than the maximum text length without reading it', async () => {
  const file = { size: 4 * limits.textLength + 1, text: () => Promise.reject(new Error('read')) }
  await expect(textOf(file)).rejects.toThrow(String(limits.textLength))
})
