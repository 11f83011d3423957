import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sealedFile } from '#main/bundles/testing/sealedFile.ts'
import { damageFile, damages } from '../damage.ts'
import { must, type Family } from '../family.ts'
import { answersOf, type Answers } from '../lab/answers.ts'
import { stillOptions, withLab } from '../lab/client.ts'
import { contentsOf } from '../lab/files.ts'
import { prepared } from '../lab/fixtures.ts'
import { difference } from '../lab/judge.ts'
import type { Random } from '../random.ts'

interface Epoch {
  epoch: number
  validationErrorPercent: number
}
interface Run {
  status: string
  reason: unknown
  errorPercent: number | null
  validationErrors: number | null
  validationCount: number | null
  digest: string | null
  weights?: string
  createdAt: number
  epochs: Epoch[]
  network: { stages: unknown[] }
}
interface Bundle {
  study: { name: string; digest: string; createdAt: number }
  spaces: { parent: number | null }[]
  populations: { name: string; space: number; runs: Run[] }[]
}

type Lie = (bundle: Bundle, run: Run, random: Random) => void

const nested = (depth: number): unknown => {
  let reason: unknown = { key: 'asWritten', values: { text: 'x' } }
  for (let i = 0; i < depth; i++) reason = { key: 'invalid', values: { what: 'x', faults: [reason] } }
  return reason
}

/** Bundles that contradict themselves, or contain what no lab writes. */
const lies: Record<string, Lie> = {
  'every error is 1.5': (bundle) =>
    bundle.populations.forEach(({ runs }) => runs.forEach((run) => (run.errorPercent = 1.5))),
  'an error of -5': (_, run) => (run.errorPercent = -5),
  'an error of 1e308': (_, run) => (run.errorPercent = 1e308),
  'a finished run without error': (_, run) => (run.errorPercent = null),
  'more errors than images': (_, run) => (run.validationErrors = run.validationCount! + 1),
  'an epoch twice': (_, run) => run.epochs.push({ ...run.epochs[0]! }),
  'epoch 2^53 - 1': (_, run) => (run.epochs[0]!.epoch = 2 ** 53 - 1),
  'an error of a diverged run': (_, run) =>
    Object.assign(run, { status: 'diverged', digest: null, weights: undefined }),
  'another last epoch': (_, run) => {
    delete run.weights
    run.epochs.at(-1)!.validationErrorPercent /= 2
  },
  'digest of another run': (bundle, run) => (run.digest = bundle.populations[1]!.runs[0]!.digest),
  'weights of another run': (bundle, run) => (run.weights = bundle.populations[1]!.runs[0]!.weights!),
  'a space that is not there': (bundle) => (bundle.populations[0]!.space = 99),
  'a parent of itself': (bundle) => (bundle.spaces[0]!.parent = 0),
  'a time after all times': (bundle, run) => (run.createdAt = bundle.study.createdAt = 9e15),
  'a name of 5 MB': (bundle) => (bundle.study.name = 'x'.repeat(5e6)),
  'a blank name': (bundle) => (bundle.study.name = '  '),
  'a name with NUL': (bundle) => (bundle.study.name = 'a\0b'),
  'a reason 600 deep': (_, run) => (run.reason = nested(600)),
  'a network of 100 000 stages': (_, run) =>
    (run.network.stages = Array.from({ length: 100_000 }, () => run.network.stages[0])),
  'a stage of a million blocks': (_, run) => Object.assign(run.network.stages[0] as object, { depth: 1e6 }),
}
const lieNames = Object.keys(lies)

/** Bundles that are damaged or false. */
export const bundles: Family = {
  id: 'bundles',
  promise: 'A bundle that is damaged or contradicts itself is refused and leaves no trace, or it is imported as it was',
  trials: 400,
  limitMs: 120_000,
  async run(trial, { folder, fixtures, random }) {
    const bytes = readFileSync(join(fixtures, prepared.bundle))
    healthy ??= imported(join(folder, 'healthy'), bytes)
    const known = await healthy
    if (typeof known === 'string') throw new Error(`the undamaged bundle is refused: ${known}`)
    const file = join(folder, 'bundle')
    let what: string
    if (trial % 2 === 0) {
      writeFileSync(file, bytes)
      const kind = damages.filter((damage) => damage !== 'missing')[(trial / 2) % (damages.length - 1)]!
      what = damageFile(file, kind, random)
    } else {
      what = lieNames[((trial - 1) / 2) % lieNames.length]!
      const bundle = JSON.parse(gunzipSync(bytes).toString('utf8')) as Bundle
      lies[what]!(bundle, random.pick(random.pick(bundle.populations).runs.slice(0, 3)), random)
      writeFileSync(file, sealedFile(bundle))
    }
    const found = await imported(join(folder, 'lab'), readFileSync(file))
    if (typeof found === 'string') {
      must(found.startsWith('invalid '), `${what}: ${found.slice(0, 300)}`)
      must(!/call stack|Please report/i.test(found), `${what}: refused as ${found.slice(0, 300)}`)
      return
    }
    const differs = difference(known, found)
    must(differs === undefined, `${what}: imported, and ${differs}`)
  },
}

let healthy: Promise<Answers | string> | undefined

/** The answers of a new lab with the imported bundle, or its message if refused, in which case no trace may be left. */
async function imported(folder: string, bytes: Uint8Array<ArrayBuffer>): Promise<Answers | string> {
  return withLab(stillOptions(folder), async (_, client) => {
    try {
      const { weightsLeftOut } = await client.studies.importBundle({ file: new File([bytes], 'x.regbench') })
      if (weightsLeftOut > 0) return `invalid weights of ${weightsLeftOut} runs are left out`
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      must((await client.studies.list({})).length === 0, 'refused, but there is a study')
      const left = [...contentsOf(folder).keys()].filter((path) => path.startsWith('weights/'))
      must(left.length === 0, `refused, but it left ${left[0]}`)
      return `${code ?? 'no code'} ${message}`
    }
    return answersOf(client)
  })
}
