import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { answersOf, type Answers } from './answers.ts'
import { stillOptions, withLab } from './client.ts'

const cache = new Map<string, Promise<Answers>>()

/** The answers of the undamaged lab in a prepared folder, from a copy in `scratch`, computed once. */
export function healthyAnswers(prepared: string, scratch: string): Promise<Answers> {
  let answers = cache.get(prepared)
  if (!answers) {
    const folder = join(scratch, 'healthy')
    cpSync(prepared, folder, { recursive: true })
    answers = withLab(stillOptions(folder), (_, client) => answersOf(client))
    cache.set(prepared, answers)
  }
  return answers
}
