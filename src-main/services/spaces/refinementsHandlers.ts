import type { Refinement, RefinementWalk, Undecided } from '#shared/contract/refinements.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import {
  deleteRefinement,
  getRefinement,
  insertRefinement,
  listRefinements,
  updateRefinement,
} from '#main/store/tables/refinements.ts'
import { decideSpace, getSpace } from '#main/store/tables/spaces.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import type { Handlers } from '../handlers.ts'
import { record, type LabContext } from '../labContext.ts'
import { triedOf } from './triedOf.ts'
import { requireUnchanged } from '../requireUnchanged.ts'

const alreadyDecided = { accepted: 'refinementAccepted', rejected: 'refinementRejected' } as const

/** Handlers for sessions of the refinement wizard. */
export function refinementsHandlers(core: LabContext): Handlers<'refinements'> {
  const { db, now } = core

  /** The space's name. Throws LabError 'invalid' if it belongs to another study. */
  const nameOf = (spaceId: number, studyId: number): string => {
    const space = getSpace(db, spaceId)
    if (space.studyId === studyId) return space.definition.name
    throw new LabError('invalid', sentence('refinementOfOtherStudy', { id: spaceId }))
  }
  /** The refinement. Throws LabError 'invalid' if it is already decided. */
  const open = (id: number) => {
    const refinement = getRefinement(db, id)
    if (refinement.decision === null) return refinement
    throw new LabError('invalid', sentence(alreadyDecided[refinement.decision]))
  }
  /** The state that a decision of the refinement is based on, and its space's name. */
  const undecided = ({ studyId, spaceId, refinedSpaceId }: Refinement): { name: string; on: Undecided } => {
    // No refined space: no constraint stood out, which is a result of the study as well.
    const name = nameOf(refinedSpaceId ?? spaceId, studyId)
    const { state, reason } = refinedSpaceId === null ? { state: null, reason: null } : getSpace(db, refinedSpaceId)
    return { name, on: { refinedSpaceId, state, reason } }
  }

  return {
    list({ studyId }) {
      getStudy(db, studyId)
      return listRefinements(db, studyId)
    },
    get: ({ id }) => getRefinement(db, id),
    tried: ({ studyId }) => triedOf(db, studyId),
    begin({ studyId, spaceId }) {
      getStudy(db, studyId)
      const name = nameOf(spaceId, studyId)
      const at = now()
      const id = insertRefinement(db, {
        ...{ studyId, spaceId, refinedSpaceId: null, step: 'sample', state: {}, decision: null, reason: null },
        createdAt: at,
        changedAt: at,
      })
      record(core, { kind: 'refinementBegun', studyId, data: { refinementId: id, spaceId, name } })
      return getRefinement(db, id)
    },
    save({ id, step, refinedSpaceId, state, evidence, basedOn }) {
      const before = open(id)
      const walk: RefinementWalk = { step: before.step, refinedSpaceId: before.refinedSpaceId, state: before.state }
      requireUnchanged(
        walk,
        basedOn,
        sentence('refinementChangedMeanwhile', { name: nameOf(before.spaceId, before.studyId) }),
      )
      if (refinedSpaceId !== null) nameOf(refinedSpaceId, before.studyId)
      updateRefinement(db, { ...before, step, refinedSpaceId, state, changedAt: now() })
      if (before.step !== step) {
        const data = { refinementId: id, spaceId: before.spaceId, refinedSpaceId, step, ...(evidence && { evidence }) }
        record(core, { kind: 'refinementStep', studyId: before.studyId, data })
      }
      return getRefinement(db, id)
    },
    decide({ id, decision, reason, evidence, basedOn }) {
      const before = open(id)
      const { studyId, spaceId, refinedSpaceId } = before
      if (refinedSpaceId === null && decision === 'accepted') {
        throw new LabError('invalid', sentence('refinementWithoutSpace'))
      }
      const { name, on } = undecided(before)
      requireUnchanged(on, basedOn, sentence('decisionChangedMeanwhile', { name }))
      db.transaction(() => {
        if (refinedSpaceId !== null) decideSpace(db, refinedSpaceId, decision, reason)
        updateRefinement(db, { ...before, step: 'decide', decision, reason, changedAt: now() })
        const data = { refinementId: id, spaceId, refinedSpaceId, name, decision, reason, evidence }
        record(core, { kind: 'refinementDecided', studyId, data })
      })()
      return getRefinement(db, id)
    },
    remove({ id }) {
      const { studyId, spaceId } = getRefinement(db, id)
      deleteRefinement(db, id)
      record(core, { kind: 'refinementRemoved', studyId, data: { refinementId: id, spaceId } })
    },
  }
}
