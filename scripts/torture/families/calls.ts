import { join } from 'node:path'
import { contract } from '#shared/contract/contract.ts'
import type { TrainerHandle } from '#main/scheduler/trainerHandle.ts'
import { arbitraryInput } from '../arbitraryInput.ts'
import { must, type Family } from '../family.ts'
import { withFakeLab } from '../lab/client.ts'
import { copy } from '../lab/files.ts'
import { prepared } from '../lab/fixtures.ts'

const callsOfTrial = 5000

/** Calls that start processes or scan files; made rarely. */
const slow = new Set([
  ...[
    'system.providers',
    'system.checkStorage',
    'system.backUp',
    'populations.pilot',
    'populations.forecast',
    'populations.add',
  ],
  ...['datasets.preview', 'datasets.samples', 'datasets.add', 'studies.createFromFile'],
  ...['studies.changePlan', 'studies.openSample', 'studies.exportBundle', 'studies.importBundle', 'reports.render'],
  ...['runs.exportOnnx', 'runs.operatorGraph', 'system.folder', 'system.storage'],
])
/** Calls that wait for processes, or close the lab to replace its database. */
const never = new Set(['system.providers', 'populations.pilot', 'system.restore'])

interface Procedure {
  name: string
  inputSchema: unknown
}
const all: Procedure[] = Object.entries(contract).flatMap(([area, procedures]) =>
  Object.entries(procedures as Record<string, { '~orpc': { inputSchema?: unknown } }>).map(([name, procedure]) => ({
    name: `${area}.${name}`,
    inputSchema: procedure['~orpc'].inputSchema,
  })),
)
const tried = all.filter(({ name }) => !never.has(name))
const quick = tried.filter(({ name }) => !slow.has(name))

/** A trainer that never starts. */
function noTrainer(): TrainerHandle {
  let exited: (reason: string) => void = () => undefined
  const end = () => exited('ended')
  return {
    pid: undefined,
    send: () => undefined,
    onMessage: () => undefined,
    onExit: (answer) => (exited = answer),
    end,
    kill: end,
  }
}

type Call = (input: unknown) => Promise<unknown>

/** Random calls of everything in the contract. */
export const calls: Family = {
  id: 'calls',
  promise: 'No call of the contract, whatever its input, crashes the lab, ends unexpectedly or harms its database',
  trials: 210,
  parts: callsOfTrial,
  limitMs: 120_000,
  note: `${tried.length} of ${all.length} procedures; those that start processes or read files in one call of 250`,
  async run(_, { folder, fixtures, random, at, parts }) {
    const lab = copy(join(fixtures, prepared.finished), join(folder, 'lab'))
    await withFakeLab(
      lab,
      async ({ core }, client) => {
        for (let part = 0; part < parts; part++) {
          at(part)
          const { name, inputSchema } = random.pick(random.chance(0.004) ? tried : quick)
          // An emptied lab answers nothing, so removal is rare.
          if ((name === 'studies.remove' || name === 'studies.trash') && random.chance(0.95)) continue
          const input =
            inputSchema === undefined ? random.pick([undefined, {}, null, 7]) : arbitraryInput(inputSchema, random)
          const [area, procedure] = name.split('.') as [string, string]
          try {
            const answer = await (client as unknown as Record<string, Record<string, Call>>)[area]![procedure]!(input)
            if (name === 'changes.watch') await (answer as AsyncIterator<unknown>).return?.()
          } catch (error) {
            const { code, message } = error as { code?: string; message: string }
            const isSaid = code !== undefined && !['internal', 'INTERNAL_SERVER_ERROR'].includes(code)
            must(isSaid, `call ${part}, ${name}: ${code}: ${message.slice(0, 200)} (${printed(input)})`)
          }
        }
        must(core.db.pragma('quick_check(1)', { simple: true }) === 'ok', 'the database is damaged')
        must(({} as { polluted?: unknown }).polluted === undefined, 'every object has another property')
      },
      { startTrainer: noTrainer },
    )
  },
}

function printed(input: unknown): string {
  try {
    return (JSON.stringify(input) ?? String(input)).slice(0, 300)
  } catch (error) {
    return String(error)
  }
}
