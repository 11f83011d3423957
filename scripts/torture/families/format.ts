import { readFileSync } from 'node:fs'
import { SentenceError, ValueError } from '#shared/sentences/sentence.ts'
import { PeakMemory } from '#main/trainer/process/peakMemory.ts'
import { mutate } from '../damage.ts'
import { described, must, type Family, type Tools } from '../family.ts'
import type { Random } from '../random.ts'

const filesOfTrial = 1000
/** Process memory beyond which reading small files has taken too much. */
const mostMemory = 3 * 2 ** 30

/** Reads the next mutated file. */
export type Read = (part: number) => unknown

/** A file format: `begin` returns a function that reads the next mutated file, one part of the trial. */
export function format(id: string, what: string, begin: (tools: Tools) => Read): Family {
  return {
    id: `format-${id}`,
    promise: `Whatever is in ${what}, it is read or refused with a sentence`,
    trials: 100,
    parts: filesOfTrial,
    limitMs: 240_000,
    async run(_, tools) {
      const read = begin(tools)
      const peak = new PeakMemory()
      for (let part = 0; part < tools.parts; part++) {
        tools.at(part)
        try {
          await read(part)
        } catch (error) {
          must(isUserMessage(error), `part ${part}: ${described(error)}`)
        }
      }
      must(peak.bytes < mostMemory, `${Math.round(peak.bytes / 2 ** 20)} MiB of memory were needed`)
    },
  }
}

/** Whether an error is a message for the user rather than one from the engine. */
function isUserMessage(error: unknown): boolean {
  if (error instanceof SentenceError || error instanceof ValueError) return !isRaw(error.message)
  return error instanceof RangeError && !('code' in error) && !isRaw(error.message)
}
const isRaw = (message: string) =>
  /call stack|Invalid (typed )?array|allocation|Invalid string length|out of range|Cannot (read|destructure)/i.test(
    message,
  )

/** Mutations of the bytes of a prepared file. */
export function mutations(file: string, random: Random): () => Buffer {
  const bytes = readFileSync(file)
  return () => mutate(bytes, random)
}
