import type { Database } from 'better-sqlite3'
import { testUseOf } from '#shared/contract/testUse.ts'
import { ancestorsOf } from '#shared/refinement/comparison/sides.ts'
import { constraintSentences } from '#shared/studyFiles/constraintSentences.ts'
import { storedSeeds } from '#shared/studyFiles/seeds.ts'
import type { ReportedDecision, ReportedPopulation, ReportedTrial, TestUse } from '#main/reports/studyReport.ts'
import { listStudyLog } from '#main/store/tables/events.ts'
import type { Population } from '#main/store/tables/populations.ts'
import { listRefinements } from '#main/store/tables/refinements.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { triedOf } from '../spaces/triedOf.ts'

/** Facts of a study from its log and its decisions. */
export interface RecordedFacts {
  readonly testUses: readonly TestUse[]
  readonly decisions: readonly ReportedDecision[]
  readonly tried: readonly ReportedTrial[]
}

/** The facts of a report that runs do not contain, with constraints worded in `language`. */
export function recordedFacts(db: Database, studyId: number, language: 'en' | 'ko'): RecordedFacts {
  return { testUses: testUses(db, studyId), decisions: decisions(db, studyId, language), tried: tried(db, studyId) }
}

function testUses(db: Database, studyId: number): TestUse[] {
  return listStudyLog(db, studyId).flatMap((event) => {
    const use = event.kind === 'note' ? testUseOf(event.data) : null
    return use ? [{ runId: String(use.run), wrong: use.wrong, count: use.count }] : []
  })
}

function decisions(db: Database, studyId: number, language: 'en' | 'ko'): ReportedDecision[] {
  const spaces = new Map(listSpaces(db, studyId).map((space) => [space.id, space]))
  const addedConstraints = (from: number | null, to: number | null): string[] => {
    const [old, refined] = [from, to].map((id) => (id === null ? undefined : spaces.get(id)))
    if (!refined) return []
    const known = new Set(old ? constraintSentences(old.definition, undefined, language) : [])
    return constraintSentences(refined.definition, undefined, language).filter((text) => !known.has(text))
  }
  const nameOf = (id: number | null) => (id === null ? null : (spaces.get(id)?.definition.name ?? null))
  const ofWizard = listRefinements(db, studyId).flatMap(({ decision, reason, spaceId, refinedSpaceId, changedAt }) =>
    decision === null ? [] : [{ decision, reason, from: spaceId, to: refinedSpaceId, at: changedAt }],
  )
  const decided = new Set(ofWizard.map(({ to }) => to))
  const decidedAt = new Map(
    listStudyLog(db, studyId).flatMap((event) =>
      event.kind === 'spaceDecided' ? [[event.data.spaceId, event.at] as const] : [],
    ),
  )
  const apart = Array.from(spaces.values()).flatMap(({ id, parentId, state, reason, createdAt }) =>
    state === 'draft' || decided.has(id)
      ? []
      : [{ decision: state, reason, from: parentId, to: id, at: decidedAt.get(id) ?? createdAt }],
  )
  return [...ofWizard, ...apart]
    .toSorted((a, b) => a.at - b.at)
    .map(({ decision, reason, from, to, at }) => ({
      decision,
      from: nameOf(from),
      to: nameOf(to),
      asked: addedConstraints(from, to),
      reason: reason ?? '',
      at: new Date(at).toISOString(),
    }))
}

function tried(db: Database, studyId: number): ReportedTrial[] {
  const spaces = listSpaces(db, studyId)
  const nameOf = new Map(spaces.map(({ id, definition }) => [id, definition.name]))
  return triedOf(db, studyId).map(({ spaceId, p }) => ({
    space: nameOf.get(spaceId)!,
    refines: ancestorsOf(spaceId, spaces).map(({ definition }) => definition.name),
    p,
  }))
}

/** A population's sampling seed, and whether its training seeds are the ones derived from its seeds. */
export function seedsOf(
  { seed, plan }: Pick<Population, 'seed' | 'plan'>,
  runs: readonly { readonly seed: number; readonly position: number }[],
): Pick<ReportedPopulation, 'samplingSeed' | 'hasDerivedSeeds'> {
  const seeds = storedSeeds({ sampling: seed, planned: plan.seed })
  return {
    samplingSeed: seed,
    hasDerivedSeeds: runs.every((run) => run.seed === seeds.training(run.position)),
  }
}
