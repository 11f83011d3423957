import type { StudyPlan } from '#shared/contract/studies.ts'
import { presetIds } from '#shared/designspaces/presets.ts'
import { messageOf, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { parseStudyFile, studyFormatVersion, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { studyPopulations } from '#shared/studyFiles/studyPopulations.ts'
import type { ImageCounts } from '#shared/training/epochImages.ts'
import { imagesPerRun } from '#renderer/components/plan/imagesPerRun.ts'
import type { StudyDraft } from '#renderer/components/plan/studyDraft.ts'

/** The chosen presets, in the order of the paper, and their scale, as in a study file. */
export function spacesOfDraft({ spaces, scale }: StudyDraft): Pick<StudyFile, 'spaces' | 'scale'> {
  const chosen = presetIds.filter((id) => spaces.includes(id))
  return { ...(chosen.length > 0 && { spaces: chosen }), ...(scale !== 'paper' && { scale }) }
}

/** The study file of a draft, whose plan, regimes and lists have been read, or what is wrong with it as a whole. */
export function studyOfDraft(
  draft: StudyDraft,
  { plan, ...read }: { plan: StudyPlan } & Pick<StudyFile, 'regimes' | 'networks'>,
): { file?: StudyFile; fault?: Sentence } {
  const { flops, imageSize, dataset, recipe, sweep, perSpace, seed, provider, lowering } = plan
  const written = {
    ...{ formatVersion: studyFormatVersion, name: draft.name.trim(), ...spacesOfDraft(draft), perSpace },
    ...{ imageSize, dataset, recipe, sweep, seed, provider, lowering, flops: flops ?? undefined, ...read },
  }
  try {
    return { file: parseStudyFile(JSON.parse(JSON.stringify(written))) }
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    return { fault: messageOf(error) }
  }
}

/** What a study costs. */
export interface StudyCost {
  readonly populations: number
  readonly networks: number
  /** Training images that pass through all networks together; null if the size of the data set is unknown. */
  readonly images: number | null
}

/** The cost of a study; `contents`: what is known of its data set. */
export function studyCost(file: StudyFile, plan: StudyPlan, contents: ImageCounts | undefined): StudyCost {
  const parts = studyPopulations(file).map(({ regime: { epochs }, listed }) => {
    const recipe = { ...plan.recipe, epochs }
    return { count: listed?.length ?? plan.perSpace, images: imagesPerRun({ ...plan, recipe }, contents) }
  })
  return {
    populations: parts.length,
    networks: parts.reduce((sum, { count }) => sum + count, 0),
    images: parts.reduce<number | null>(
      (sum, { count, images }) => (sum === null || images === null ? null : sum + count * images),
      0,
    ),
  }
}
