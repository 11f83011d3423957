import { readFileSync } from 'node:fs'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { must, type Family } from '../family.ts'
import { withFakeLab } from '../lab/client.ts'
import { contentsOf } from '../lab/files.ts'
import { prepared, readDigests, trainAll } from '../lab/fixtures.ts'
import { mustComeTo, mustKeep } from '../lab/keeps.ts'
import { letWork } from '../lab/work.ts'
import { mountUnavailable, mountSmall, unmount } from '../mounts.ts'

/** Disks that fill up at any moment. */
export const fullDisks: Family = {
  id: 'disk',
  promise: 'A full disk is said; with room again the work goes on to the same result, and nothing is left half written',
  trials: 60,
  limitMs: 120_000,
  unavailable: mountUnavailable,
  async run(trial, { folder, fixtures, random }) {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    const lab = join(disk, 'lab')
    const size = random.between(16, 700) * 4096
    const what = `${size / 1024} kB`
    mountSmall(disk, size)
    try {
      const work = trial % 3 === 2 ? 'import' : 'train'
      const bundle = join(fixtures, prepared.bundle)
      const deeds = await letWork(work, { folder: lab, deeds: join(folder, 'deeds'), bundle })
      for (const { error } of deeds)
        must(error === undefined || /^diskFull /.test(error), `${what}, ${work}: ${error?.slice(0, 200)}`)
      must(mountSmall(disk, 64 * 2 ** 20, true), 'the disk cannot be made larger')
      await withFakeLab(lab, async (opened, client) => {
        if (work === 'import') {
          for (const { imported } of deeds)
            must(imported === undefined || opened.findStudy(imported) !== undefined, `${what}: ${imported} is gone`)
          const file = new File([readFileSync(bundle)], 'x.regbench')
          const { id } = await client.studies.importBundle({ file })
          await client.studies.exportBundle({ id, weights: true })
        } else {
          mustKeep(opened, deeds)
        }
      })
      if (work === 'train') await finish(lab, join(folder, 'more'), what, readDigests(fixtures).work)
      const half = [...contentsOf(lab).keys()].filter((path) => /\.part$|\.[0-9a-f-]{36}$/.test(path))
      must(half.length === 0, `${what}: left half written: ${half.join(', ')}`)
    } finally {
      unmount(disk)
    }
  },
}

/** Continues once there is room; a lab that had no population yet creates it now. */
async function finish(lab: string, deeds: string, what: string, digest: string): Promise<void> {
  const begun = await withFakeLab(lab, async (opened) => {
    const study = opened.findStudy('study')
    if (!study || opened.populations(study.id).length === 0) return false
    await trainAll(opened)
    mustComeTo(opened, study.id, digest)
    return true
  })
  if (begun) return
  const last = (await letWork('train', { folder: lab, deeds })).at(-1)
  must(last?.error === undefined, `${what}: it does not begin: ${last?.error}`)
}
