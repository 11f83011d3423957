import type { StudySpace } from '#shared/contract/spaces.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import { newSpaceId, spaceNamed } from '#shared/designspaces/spaceId.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { countPopulationsOf } from '#main/store/tables/populations.ts'
import { changeSpace, decideSpace, getSpace, insertSpace, listSpaces } from '#main/store/tables/spaces.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import { setTrashed } from '#main/store/tables/trash.ts'
import type { Handlers } from '../handlers.ts'
import { record, type LabContext } from '../labContext.ts'
import { requireUnchanged } from '../requireUnchanged.ts'

/** The space that `definition` describes, with an id of the lab; an id in the definition is ignored. */
function withId(definition: unknown, idOf: (name: string) => string): DesignSpace {
  const isObject = typeof definition === 'object' && definition !== null
  const parsed = parseDesignSpace(isObject ? { ...definition, id: 'any' } : definition)
  return { ...parsed, id: idOf(parsed.name) }
}

/** Throws LabError 'invalid' if one of `spaces` has the name: readers could not tell them apart. */
function requireFreeName(name: string, spaces: readonly StudySpace[]): void {
  const taken = spaceNamed(name, spaces)
  if (!taken) return
  const key = taken.trashedAt === null ? 'spaceNameTaken' : 'spaceNameTakenInTrash'
  throw new LabError('invalid', sentence(key, { name: taken.definition.name }))
}

/** Handlers for a study's spaces and their lineage. */
export function spacesHandlers(core: LabContext): Handlers<'spaces'> {
  const { db, now } = core
  return {
    list({ studyId }) {
      getStudy(db, studyId)
      return listSpaces(db, studyId)
    },
    add({ studyId, parentId, definition }) {
      getStudy(db, studyId)
      if (parentId !== null && getSpace(db, parentId).studyId !== studyId) {
        throw new LabError('invalid', sentence('spaceOfOtherStudy', { id: parentId }))
      }
      const known = listSpaces(db, studyId)
      const parsed = withId(definition, (name) =>
        newSpaceId(
          name,
          known.map((space) => space.definition.id),
        ),
      )
      requireFreeName(parsed.name, known)
      const id = insertSpace(db, { studyId, parentId, definition: parsed, createdAt: now() })
      record(core, { kind: 'spaceAdded', studyId, data: { spaceId: id, name: parsed.name, parentId } })
      return getSpace(db, id)
    },
    change({ id, definition, basedOn }) {
      const space = getSpace(db, id)
      const { name } = space.definition
      if (countPopulationsOf(db, id).all > 0) {
        throw new LabError('invalid', sentence('spaceSampled', { name }))
      }
      requireUnchanged(space.definition, basedOn, sentence('spaceChangedMeanwhile', { now: name }))
      const changed = withId(definition, () => space.definition.id)
      requireFreeName(
        changed.name,
        listSpaces(db, space.studyId).filter((other) => other.id !== id),
      )
      changeSpace(db, space, changed)
      record(core, { kind: 'spaceChanged', studyId: space.studyId, data: { spaceId: id, name } })
      return getSpace(db, id)
    },
    decide({ id, state, reason, basedOn }) {
      const { studyId, definition, ...before } = getSpace(db, id)
      const decided = { state: before.state, reason: before.reason }
      requireUnchanged(decided, basedOn, sentence('decisionChangedMeanwhile', { name: definition.name }))
      decideSpace(db, id, state, reason)
      record(core, { kind: 'spaceDecided', studyId, data: { spaceId: id, name: definition.name, state, reason } })
      return getSpace(db, id)
    },
    trash({ id }) {
      const { studyId, definition } = getSpace(db, id)
      const { live } = countPopulationsOf(db, id)
      if (live > 0) {
        const said = { name: definition.name, count: live }
        throw new LabError(
          'invalid',
          live === 1 ? sentence('spaceHasPopulation', said) : sentence('spaceHasPopulations', said),
        )
      }
      setTrashed(db, 'spaces', id, now())
      record(core, { kind: 'spaceTrashed', studyId, data: { spaceId: id, name: definition.name } })
      return getSpace(db, id)
    },
    restore({ id }) {
      setTrashed(db, 'spaces', id, null)
      const space = getSpace(db, id)
      record(core, {
        kind: 'spaceRestored',
        studyId: space.studyId,
        data: { spaceId: id, name: space.definition.name },
      })
      return space
    },
  }
}
