import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { families } from './families.ts'
import { prepareFixtures } from './lab/fixtures.ts'
import { unmountBelow } from './mounts.ts'
import { Runner, type FamilyOrder } from './runner.ts'
import { failures, notes, table } from './table.ts'

/** `npm run torture`: tries to break every promise of docs/reliability.md and reports how many trials held. */

const usage = `Options:
  --seed N         of every random choice (default 1)
  --share S        of the full number of trials, at least one of each kind (default 1)
  --only A,B       kinds of trials: ${families.map(({ id }) => id).join(', ')}
  --trial N        this one trial of a kind
  --patience N     times as long as usual for each trial, on a busy machine (default 1)
  --workers N      trials at once (default: as many as cores)
  --json FILE      writes the figures there
`

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '1' },
    only: { type: 'string' },
    trial: { type: 'string' },
    patience: { type: 'string', default: '1' },
    workers: { type: 'string', default: `${availableParallelism()}` },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const seed = Number(values.seed)
const share = Number(values.share)
const patience = Number(values.patience)
const only = values.only?.split(',')
const chosen = families.filter(({ id }) => only?.includes(id) ?? true)
const unknown = only?.filter((id) => !families.some((family) => family.id === id)) ?? []
if (
  values.help ||
  unknown.length > 0 ||
  !(share > 0 && share <= 1) ||
  !(patience >= 1) ||
  !Number.isSafeInteger(seed) ||
  seed < 0
) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 2)
}

const folder = mkdtempSync(join(tmpdir(), 'regbench-torture-'))
const say = (line: string) => process.stdout.write(`${line}\n`)
const fixtures = join(folder, 'fixtures')
const runner = new Runner({ seed, fixtures, folder, patience, workers: Number(values.workers), tell: say })

function leave(): void {
  runner.close()
  unmountBelow(folder)
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
process.on('exit', leave)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

const began = performance.now()
say(`Seed ${seed}, share ${share}, ${values.workers} at once. Preparing labs and files.`)
await prepareFixtures(fixtures)
const results = await runner.run(
  chosen.map((family): FamilyOrder => {
    const { trials, parts = 1 } = family
    // A fraction of a trial is a trial with fewer parts.
    const count = Math.max(1, Math.round(trials * share))
    return {
      family,
      trials: values.trial === undefined ? Array.from({ length: count }, (_, i) => i) : [Number(values.trial)],
      parts: Math.max(1, Math.round(parts * Math.min(1, trials * share))),
    }
  }),
)
const durationMs = performance.now() - began
const failed = results.reduce((sum, { broken }) => sum + broken.length, 0)
if (failed > 0) say(`\n${failures(results, seed)}`)
say(`\n${table(results)}`)
const noted = notes(results)
if (noted) say(`\n${noted}`)
say(`\n${(durationMs / 60_000).toFixed(1)} minutes; ${failed} failed`)
if (values.json !== undefined) {
  const figures = results.map(({ family, tried, broken, skipped, durationMs: took }) => ({
    ...{ id: family.id, promise: family.promise, trials: tried, held: tried - broken.length, failed: broken.length },
    ...{ skipped, durationMs: Math.round(took), broken },
  }))
  writeFileSync(
    values.json,
    `${JSON.stringify({ seed, share, durationMs: Math.round(durationMs), figures }, null, 2)}\n`,
  )
}
process.exitCode = failed > 0 ? 1 : 0
