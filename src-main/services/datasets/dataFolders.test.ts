import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { presetNamed } from '#shared/designspaces/presets.ts'
import { sealedFile } from '#main/bundles/testing/sealedFile.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { readSample } from '../studies/sampleStudy.ts'
import { transports } from '../testing/transports.ts'
import { newStudy } from '../testing/newStudy.ts'

const newFolder = temporaryFolders()
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function openLab() {
  const lab = await createLab(fakeLabOptions(newFolder()))
  closing.push(() => lab.close())
  const connected = await transports['a port in memory']!(lab)
  closing.push(() => connected.close())
  return { lab, client: connected.client }
}

type Plan = { dataset: object }
interface Loose {
  study: { plan: Plan }
  populations: { plan: Plan; runs: { weights?: string }[] }[]
}

/** The sample study's file after a change. */
function changed(change: (bundle: Loose) => void): File {
  const bundle = JSON.parse(gunzipSync(readSample()).toString()) as Loose
  change(bundle)
  return new File([new Uint8Array(sealedFile(bundle))], 'study.regbench')
}
const weightsOf = ({ folder }: Lab) =>
  existsSync(join(folder, 'weights')) ? readdirSync(join(folder, 'weights')).length : 0

describe('A folder named by an imported study', () => {
  it('is not opened until the user has chosen it', async () => {
    const { client } = await openLab()
    const folder = join(newFolder(), 'images')
    mkdirSync(folder)
    const dataset = { kind: 'cifar10' as const, folder }
    const file = changed((bundle) => {
      for (const { plan } of [bundle.study, ...bundle.populations]) plan.dataset = dataset
    })
    const { id } = await client.studies.importBundle({ file })
    const { plan } = await client.studies.get({ id })
    expect(plan.dataset).toEqual(dataset)
    const notChosen = /To use them, add that folder under Data/
    const spaces = [presetNamed('RegNetX')]
    const another = { name: 'Another', plan, spaces }
    await expect(newStudy(client, another)).rejects.toThrow(notChosen)
    await expect(client.datasets.samples({ spec: dataset })).rejects.toThrow(notChosen)
    await expect(client.runs.act({ scope: { studyId: id }, action: 'retry' })).rejects.toThrow(notChosen)
    // Once chosen, the folder is read.
    await expect(client.datasets.preview({ spec: dataset })).rejects.toThrow(/is missing in/)
    await expect(newStudy(client, another)).rejects.toThrow(/is missing in/)
  })
})

describe('Weights that do not match their run', () => {
  it('are left out of an import, which keeps everything else', async () => {
    const { lab, client } = await openLab()
    const whole = await client.studies.importBundle({ file: changed(() => undefined) })
    const kept = weightsOf(lab)
    expect([whole.weightsLeftOut, kept > 1]).toEqual([0, true])
    const bad = changed(({ populations }) => {
      const runs = populations.flatMap((population) => population.runs).filter(({ weights }) => weights !== undefined)
      runs[0]!.weights = runs[1]!.weights!
      runs[1]!.weights = 'AAAA'
    })
    const second = await client.studies.importBundle({ file: bad })
    expect(second).toMatchObject({ weightsLeftOut: 2, runs: whole.runs })
    expect(weightsOf(lab)).toBe(2 * kept - 2)
    expect(lab.studyDigest(second.id)).toBe(lab.studyDigest(whole.id))
    expect(readdirSync(lab.folder).filter((name) => name.startsWith('import-'))).toEqual([])
  })

  it('are left out of an export, which can be imported again', async () => {
    const { lab, client } = await openLab()
    const { id } = await client.studies.importBundle({ file: changed(() => undefined) })
    const [first, second] = readdirSync(join(lab.folder, 'weights')).map((name) => join(lab.folder, 'weights', name))
    writeFileSync(first!, readFileSync(second!))
    const bytes = readFileSync(second!)
    bytes[bytes.length - 3]! ^= 1
    writeFileSync(second!, bytes)
    const { file, weightsLeftOut } = await client.studies.exportBundle({ id })
    expect(weightsLeftOut).toBe(2)
    const again = await client.studies.importBundle({
      file: new File([new Uint8Array(await file.arrayBuffer())], file.name),
    })
    expect(again.weightsLeftOut).toBe(2)
    expect(lab.studyDigest(again.id)).toBe(lab.studyDigest(id))
  })
})
