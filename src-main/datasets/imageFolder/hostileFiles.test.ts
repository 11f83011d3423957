import fc from 'fast-check'
import { expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { damaged, hostileFormats, openHostile } from '../testing/hostileFiles.ts'

const newFolder = temporaryFolders()

it.each(hostileFormats.map((format) => [format.name, format] as const))(
  'opens or refuses any bytes with a message: %s',
  async (_, format) => {
    const [folder, whole] = [newFolder(), await format.whole()]
    await format.prepare(folder)
    expect(await openHostile(format, folder, whole)).toBeUndefined()
    const refused = new Set<string>()
    await fc.assert(
      fc.asyncProperty(damaged(whole), async (bytes) => {
        const said = await openHostile(format, folder, bytes)
        if (said) refused.add(said.key)
      }),
      { numRuns: 120 },
    )
    expect(refused.size > 0).toBe(!format.name.endsWith('skip'))
  },
)
