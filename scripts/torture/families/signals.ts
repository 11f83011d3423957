import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { LabClient } from '#main/services/client.ts'
import { openSocket } from '#main/services/testing/transports.ts'
import { must, type Family } from '../family.ts'
import { withLab } from '../lab/client.ts'
import { copy } from '../lab/files.ts'
import { prepared, readDigests, trainAll } from '../lab/fixtures.ts'
import { startHost, type HostProcess } from '../lab/hostProcess.ts'
import { digestOf, runCommand, startCommand, trainersAtWork } from '#e2e/studyProcess.ts'

const endings = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGINT twice', 'SIGTERM, SIGINT', 'stdout closed', 'stderr closed']
const isSignal = (word: string): word is NodeJS.Signals => /^SIG[A-Z]+$/.test(word)

/** What a terminal, a script or the system does to a command-line study. */
export const studySignals: Family = {
  id: 'signals',
  promise:
    'A study that is told to end or whose reader goes keeps its checkpoints, says so by its exit code, and goes on',
  trials: 42,
  limitMs: 240_000,
  async run(trial, { folder, fixtures, random }) {
    const out = join(folder, 'study')
    const ending = endings[trial % endings.length]!
    const words = ['study', join(fixtures, prepared.study), '--out', out, '--trainers', '1']
    const study = startCommand(words)
    await Promise.race([trainersAtWork(out, 0), study.ended])
    await delay(random.between(0, 1500))
    if (ending === 'stdout closed') study.process.stdout!.destroy()
    else if (ending === 'stderr closed') study.process.stderr!.destroy()
    else {
      for (const [i, signal] of signalsOf(ending).entries()) {
        if (i > 0) await delay(random.between(0, 100))
        study.process.kill(signal)
      }
    }
    const { code, signal, errors } = await study.ended
    const left = existsSync(join(out, 'lab.sqlite-wal'))
    const resumed = await runCommand(...words, '--resume', '--json')
    must(digestOf(resumed) === readDigests(fixtures).study, `${ending}: another digest`)
    const isComplete = existsSync(join(out, 'report.html'))
    const how = `${ending}: exit code ${code}, signal ${signal}`
    must(isComplete, `${how}: not complete after --resume`)
    must(!/\n\s+at /.test(errors), `${how}: a raw error: ${errors.slice(0, 300)}`)
    if (signalsOf(ending).length === 1) must(!left, `${how}: it ended without closing its lab`)
    if (ending.endsWith('closed')) must(code !== 0 || resumed.output !== '', how)
    else must(code !== 0 || !wasStopped(errors), how)
  },
}

const signalsOf = (ending: string): NodeJS.Signals[] =>
  ending.endsWith('twice') ? ['SIGINT', 'SIGINT'] : ending.split(', ').filter(isSignal)

const wasStopped = (errors: string) => /stopp/i.test(errors)

const hostEndings = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGINT twice', 'stderr closed', 'stdout closed'] as const

/** The same for the browser host. */
export const hostSignals: Family = {
  id: 'hostSignals',
  promise: 'A host that is told to end writes its checkpoints; closed pipes and unexpected errors do not end it',
  trials: 42,
  limitMs: 120_000,
  async run(trial, { folder, fixtures, random }) {
    const lab = copy(join(fixtures, prepared.paused), join(folder, 'lab'))
    const ending = hostEndings[trial % hostEndings.length]!
    const host = startHost(lab, folder)
    const address = await host.address
    must(address !== undefined, `the host does not start: ${host.errors()}`)
    const client = await clientOf(address)
    await client.runs.act({ scope: {}, action: 'resume' })
    await client.queue.start()
    await delay(random.between(0, 1500))
    if (ending === 'stderr closed' || ending === 'stdout closed') await closePipe(host, ending, address, lab)
    else {
      for (const signal of signalsOf(ending)) host.child.kill(signal)
      const { code, signal } = await host.ended
      const how = `${ending}: exit code ${code}, signal ${signal}`
      if (signalsOf(ending).length === 1) {
        must(code === 0, how)
        must(!existsSync(join(lab, 'lab.sqlite-wal')), `${how}: it ended without closing its lab`)
      }
    }
    await withLab({ dataDir: lab, trainers: 1 }, async (opened) => {
      await trainAll(opened)
      must(opened.run(1).digest === readDigests(fixtures).paused, `${ending}: another digest`)
    })
  },
}

async function clientOf(address: string): Promise<LabClient> {
  const websocket = await openSocket(address)
  return createORPCClient<LabClient>(new RPCLink({ websocket: websocket as unknown as WebSocket }))
}

/** Closes the reader of a pipe, then causes an unexpected error, which would be written to it. */
async function closePipe(host: HostProcess, ending: string, address: string, lab: string): Promise<void> {
  ;(ending === 'stderr closed' ? host.child.stderr! : host.child.stdout!).destroy()
  const client = await clientOf(address)
  await client.queue.stop()
  // A trainer whose folder disappears briefly fails, as it may.
  while ((await client.queue.status()).active.length > 0) await delay(20)
  renameSync(lab, `${lab}-away`)
  await client.system.storage().catch(() => undefined)
  renameSync(`${lab}-away`, lab)
  await delay(50)
  must(host.child.exitCode === null && host.child.signalCode === null, `${ending}: the host ended by itself`)
  await client.studies.list({})
  host.child.kill('SIGTERM')
  const { code, signal } = await host.ended
  must(code === 0, `${ending}, then SIGTERM: exit code ${code}, signal ${signal}`)
}
