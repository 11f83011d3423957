import type { SpaceState, StudySpace } from '#shared/contract/spaces.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { replacing, useUndo } from '#renderer/stores/undo.ts'

/** Actions on the lineage, each with undo. */
export function useSpaceActions() {
  const { t } = useText()
  const lab = useLabClient()
  const studies = useStudies()
  const undo = useUndo()

  /** Performs the action and rereads the lineage, so that the screen shows it at once. */
  const shown =
    <T>(act: () => Promise<T>) =>
    async () => {
      const result = await act()
      await studies.reload()
      return result
    }

  /** Adds a space and returns its id. */
  async function add(parentId: number | null, definition: DesignSpace): Promise<number> {
    const studyId = studies.study!.id
    let id: number | undefined
    await undo.perform({
      text: t('spaces.undo.added', { name: definition.name }),
      redo: shown(async () => {
        if (id === undefined) ({ id } = await lab.spaces.add({ studyId, parentId, definition }))
        else await lab.spaces.restore({ id })
      }),
      undo: shown(() => lab.spaces.trash({ id: id! })),
    })
    return id!
  }

  async function trash({ id, definition }: StudySpace): Promise<void> {
    await undo.perform({
      text: t('spaces.undo.trashed', { name: definition.name }),
      redo: shown(() => lab.spaces.trash({ id })),
      undo: shown(() => lab.spaces.restore({ id })),
    })
  }

  async function decide(space: StudySpace, state: SpaceState, reason: string | null): Promise<void> {
    const { id, definition } = space
    const decided = (given: Pick<StudySpace, 'state' | 'reason'>) => ({ state: given.state, reason: given.reason })
    const put = async (to: ReturnType<typeof decided>, basedOn: ReturnType<typeof decided>) =>
      decided(await shown(() => lab.spaces.decide({ id, ...to, basedOn }))())
    await undo.perform({
      text: t(`spaces.undo.${state}`, { name: definition.name }),
      ...replacing(decided(space), { state, reason }, put),
    })
  }

  return { add, trash, decide }
}
