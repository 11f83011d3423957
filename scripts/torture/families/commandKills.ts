import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { must, type Family } from '../family.ts'
import { copy, digestOfFile } from '../lab/files.ts'
import { prepared, readDigests } from '../lab/fixtures.ts'
import { digestOf, runCommand, startCommand, trainersAtWork } from '#e2e/studyProcess.ts'

/** A command-line study with real trainers, killed with or without them. */
export const killedStudies: Family = {
  id: 'studyKills',
  promise: 'A study of the command line that is killed with its trainers goes on by --resume to the same result',
  trials: 30,
  limitMs: 240_000,
  async run(_, { folder, fixtures, random }) {
    const out = join(folder, 'study')
    const words = ['study', join(fixtures, prepared.study), '--out', out, '--json', '--trainers', '1']
    let study = startCommand(words)
    for (let left = random.between(1, 2); left > 0; left--) {
      const pids = await Promise.race([trainersAtWork(out, 0), study.ended.then(() => [])])
      await delay(random.between(0, 2500))
      const victims = random.chance(0.3) ? [] : pids
      if (random.chance(0.8) || victims.length === 0) study.process.kill('SIGKILL')
      for (const pid of victims) {
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // It has ended.
        }
      }
      if (study.process.killed) {
        await study.ended
        study = startCommand([...words, '--resume'])
      }
    }
    must(digestOf(await study.ended) === readDigests(fixtures).study, 'another digest')
  },
}

/** A command-line export, killed while it overwrites an older file. */
export const killedExports: Family = {
  id: 'exportKills',
  promise: 'An export that is killed leaves the whole file or what was there before',
  trials: 40,
  limitMs: 60_000,
  async run(_, { folder, fixtures, random }) {
    const lab = copy(join(fixtures, prepared.finished), join(folder, 'lab'))
    const whole = join(folder, 'whole.onnx')
    const { code, errors } = await runCommand('export', `${lab}:1`, '--out', whole)
    must(code === 0, errors)
    const out = join(folder, 'out.onnx')
    const before = random.chance(0.5) ? 'something else' : undefined
    if (before !== undefined) writeFileSync(out, before)
    const command = startCommand(['export', `${lab}:1`, '--out', out])
    await delay(random.between(300, 1400))
    command.process.kill('SIGKILL')
    await command.ended
    const left = existsSync(out) ? readFileSync(out) : undefined
    const isBefore = left?.toString('utf8') === before
    must(isBefore || digestOfFile(out) === digestOfFile(whole), `${left?.length ?? 'no'} bytes stand there`)
  },
}
