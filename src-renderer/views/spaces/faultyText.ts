import { draftMemory } from '#renderer/lab/draftMemory.ts'
import type { TextFormat } from './definitionText.ts'

/** Text as typed that is not a valid definition yet. */
export interface FaultyText {
  format: TextFormat
  text: string
}

const nameOf = (spaceId: number) => `draft.spaceText.${spaceId}`

/** The faulty text of a space kept on this machine; undefined if there is none. */
export function keptFaultyText(spaceId: number): FaultyText | undefined {
  const kept = draftMemory.read(nameOf(spaceId))
  return kept === null ? undefined : (JSON.parse(kept) as FaultyText)
}

/** Keeps the faulty text of a space; undefined forgets it, since it was corrected or discarded. */
export function keepFaultyText(spaceId: number, typed: FaultyText | undefined): void {
  if (typed) draftMemory.write(nameOf(spaceId), JSON.stringify(typed))
  else draftMemory.forget(nameOf(spaceId))
}
