import { draftMemory } from '#renderer/lab/draftMemory.ts'
import type { TextFormat } from './definitionText.ts'

/** A text that is no definition yet, as it was typed. */
export interface FaultyText {
  format: TextFormat
  text: string
}

const nameOf = (spaceId: number) => `draft.spaceText.${spaceId}`

/** The text of a space that is no definition, where one was typed and not set right: kept on this machine. */
export function keptFaultyText(spaceId: number): FaultyText | undefined {
  const kept = draftMemory.read(nameOf(spaceId))
  return kept === null ? undefined : (JSON.parse(kept) as FaultyText)
}

/** Keeps the text of a space while it is no definition; undefined: it is one, or was given up. */
export function keepFaultyText(spaceId: number, typed: FaultyText | undefined): void {
  if (typed) draftMemory.write(nameOf(spaceId), JSON.stringify(typed))
  else draftMemory.forget(nameOf(spaceId))
}
