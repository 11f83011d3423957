import { createHash } from 'node:crypto'
import type { BinaryData } from '#shared/contract/binary.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { LabClient } from '#main/services/client.ts'

/** A lab's answers to every question about stored data, as text by question; errors as their code. */
export type Answers = ReadonlyMap<string, string>

/** Prefix of an answer that is an error. */
export const refusal = 'refused: '

async function textOf(value: unknown): Promise<string> {
  if (value instanceof Blob) {
    const bytes = await (value as unknown as BinaryData).arrayBuffer()
    return `${bytes.byteLength} bytes ${createHash('sha256').update(new Uint8Array(bytes)).digest('hex')}`
  }
  return JSON.stringify(value)
}

interface Numbered {
  id: number
}

/** All answers of a lab about stored data. */
export async function answersOf(client: LabClient): Promise<Answers> {
  const answers = new Map<string, string>()
  const ask = async <T>(name: string, question: () => Promise<T>): Promise<T | undefined> => {
    try {
      const value = await question()
      answers.set(name, await textOf(value))
      return value
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      answers.set(name, `${refusal}${code ?? 'no code'} ${message}`)
      return undefined
    }
  }
  const studies: Numbered[] = []
  for (const trashed of [false, true])
    studies.push(...((await ask(`studies ${trashed}`, () => client.studies.list({ trashed }))) ?? []))
  for (const { id: studyId } of studies) {
    await ask(`study ${studyId}`, () => client.studies.get({ id: studyId }))
    await ask(`spaces of ${studyId}`, () => client.spaces.list({ studyId }))
    await ask(`reports of ${studyId}`, () => client.reports.list({ studyId }))
    await ask(`log of ${studyId}`, () => client.changes.log({ studyId, limit: 1000 }))
    const walks = (await ask(`refinements of ${studyId}`, () => client.refinements.list({ studyId }))) ?? []
    for (const { id } of walks) await ask(`refinement ${id}`, () => client.refinements.get({ id }))
    const populations = (await ask(`populations of ${studyId}`, () => client.populations.list({ studyId }))) ?? []
    for (const { id, count } of populations) {
      await ask(`population ${id}`, () => client.populations.get({ id }))
      for (const details of ['outlines', 'courses', 'rows'] as const)
        await ask(`${details} of ${id}`, () => client.runs.table({ populationIds: [id], details }))
      const first = 1 + populations.filter((other) => other.id < id).reduce((sum, other) => sum + other.count, 0)
      for (let run = first; run < first + Math.min(count, 100); run++) {
        await ask(`run ${run}`, () => client.runs.get({ id: run }))
        await ask(`losses of ${run}`, () => client.runs.stepLosses({ id: run }))
      }
    }
  }
  await ask('changes', () => client.changes.since({ cursor: 0, limit: 10_000 }))
  await ask('datasets', () => client.datasets.list({}))
  await ask('queue', async () => {
    const { runs, waiting, chosenTrainers } = await client.queue.status()
    return { runs, waiting, chosenTrainers }
  })
  return answers
}

/** The lab's message about damage, or about losses from its log; null if none. */
export async function reportedDamage(client: LabClient): Promise<Sentence | null> {
  const { damage, notices } = await client.system.health()
  return damage ?? notices.find(({ key }) => key === 'logCutOff') ?? null
}
