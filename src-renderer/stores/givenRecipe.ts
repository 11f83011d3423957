import type { StudyPlan } from '#shared/contract/studies.ts'

/** A recipe for a new study, with the images that it was found on. */
export interface GivenRecipe extends Pick<StudyPlan, 'recipe' | 'dataset' | 'imageSize'> {
  /** Name of the population that it is from. */
  readonly from: string
}

let given: GivenRecipe | undefined

/** Hands a recipe to the form of a new study, which is opened next. */
export const giveRecipe = (recipe: GivenRecipe): void => {
  given = recipe
}

/** The recipe that was handed over, once. */
export function takeGivenRecipe(): GivenRecipe | undefined {
  const taken = given
  given = undefined
  return taken
}
