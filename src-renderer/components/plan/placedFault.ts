import type { Sentence } from '#shared/sentences/sentence.ts'

/** A mistake at a place of a study file, to be shown beside the field of that place. */
export class PlacedFault extends Error {
  readonly place: string
  readonly said: Sentence

  constructor(place: string, said: Sentence) {
    super(place)
    this.place = place
    this.said = said
  }
}
