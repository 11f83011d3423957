import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { readYaml } from '#shared/text/readYaml.ts'
import { parseStudyFile, studySpaces } from './studyFile.ts'

const documents = readFileSync(join(import.meta.dirname, '../../docs/file-formats.md'), 'utf8')
const [, example] = /```yaml\n(.*?)```/s.exec(documents)!

describe('the study file of docs/file-formats.md', () => {
  const file = parseStudyFile(readYaml(example!))

  it('is valid', () => {
    expect(studySpaces(file).map(({ name }) => name)).toEqual(['AnyNetX_A', 'One b, w grows', 'Lines'])
  })

  it.each(studySpaces(file).map((space) => [space.name, space] as const))('can be sampled: %s', (_, space) => {
    const regime = { imageSize: file.imageSize, classes: 10, convention: 'paper', flops: file.flops! } as const
    expect(samplePopulation({ space, regime, count: 2, seed: file.seed }).networks).toHaveLength(2)
  })
})
