import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createLab } from '#main/testing/openLab.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { LabError } from '#main/store/labError.ts'
import { must, type Family } from '../family.ts'
import { contentsOf } from '../lab/files.ts'
import { startHost } from '../lab/hostProcess.ts'
import type { Random } from '../random.ts'
import { runCommand } from '#e2e/studyProcess.ts'

/** Opening the user's folders that contain no lab. */
export const folders: Family = {
  id: 'folders',
  promise: 'Opening a folder removes, moves and changes nothing that the program did not write',
  trials: 300,
  limitMs: 60_000,
  async run(trial, { folder, random }) {
    const opened = join(folder, 'opened')
    const outside = join(folder, 'outside')
    mkdirSync(opened)
    mkdirSync(outside)
    writeFileSync(join(outside, 'precious'), 'precious')
    for (const path of userPaths(random)) put(opened, path, random)
    const link = join(opened, random.pick(['weights', 'runs', 'runs-link', 'pilot-aB3xYz']))
    if (random.chance(0.3) && !existsSync(link)) symlinkSync(outside, link)
    const before = [...contentsOf(opened), ...contentsOf(outside)]
    await open(trial, opened, folder)
    const after = new Map([...contentsOf(opened), ...contentsOf(outside)])
    // Names of a lab's own files, if one was created beside the user's on request.
    const own = trial % 3 === 0 ? ['lab.pid', 'lab.mark', 'lock.sqlite'] : []
    const harmed = before.filter(([path, contents]) => !own.includes(path) && after.get(path) !== contents)
    must(harmed.length === 0, `harmed: ${harmed.map(([path]) => path).join(', ')}`)
  },
}

async function open(trial: number, opened: string, scratch: string): Promise<void> {
  if (trial % 15 === 7) {
    const host = startHost(opened, scratch)
    if ((await host.address) !== undefined) host.child.kill('SIGTERM')
    await host.ended
    return
  }
  if (trial % 30 === 3) {
    const command = ['study', 'quick', '--out', opened]
    const { errors } = await runCommand(...command, ...(trial % 60 === 3 ? ['--resume'] : []))
    must(!/\n\s+at /.test(errors), `a raw error: ${errors.slice(0, 200)}`)
    return
  }
  try {
    const lab = await createLab(fakeLabOptions(opened, { beside: trial % 3 === 0, evenDamaged: trial % 2 === 0 }))
    await lab.close()
  } catch (error) {
    if (!(error instanceof LabError)) throw error
  }
}

const roots = ['weights', 'runs', 'runs/1', 'runs/12/attempt-1', 'runs/exp3', 'pilot-2024', 'pilot-aB3xYz', 'cache']
const others = ['backups', 'src', 'data/train', 'Documents', '.git', 'checkpoints', 'unknown-2026']
const names = [
  ...['resnet50.pth', 'run-1.safetensors', 'run-2.onnx', 'events.out.tfevents', 'notes.md', 'weights.safetensors'],
  ...['checkpoint-1-20.safetensors', 'model.bin', '1', '2', 'train.log', 'study.json', 'report.html', 'runs.csv'],
  ...['0123456789abcdef0123456789abcdef.json', '0123456789abcdef0123456789abcdef.records', 'x.part'],
  ...['0123456789abcdef0123456789abcdef.json.77.6f1c0b1e-58d0-4ee3-9a3f-5a2b8c1d0e9f', 'room.part'],
]
const atRoot = [
  'lab.sqlite',
  'lab.pid',
  'lock.sqlite',
  'browser.json',
  'mlflow.sqlite',
  'lab.sqlite.before-2',
  'README.md',
]

/** Paths typical of machine learning projects, including some that a lab uses. */
function userPaths(random: Random): string[] {
  const inFolders = Array.from({ length: random.between(1, 8) }, () => {
    const name = random.chance(0.85) ? random.pick(names) : `${random.text('aäé한 字.-_', random.between(1, 12))}x`
    return `${random.pick([...roots, ...roots, ...others])}/${name}`
  })
  return [...inFolders, ...(random.chance(0.3) ? [random.pick(atRoot)] : [])]
}

function put(root: string, path: string, random: Random): void {
  const file = join(root, path)
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, random.bytes(random.between(1, 64)))
  } catch {
    // A file exists where the folder would be.
  }
}
