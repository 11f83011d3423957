import { computed, onMounted, onUnmounted, shallowRef } from 'vue'
import { sentence } from '#shared/sentences/sentence.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** Most letters of a study's name. */
const longestName = 200

/** What a study may be called: not as another one, also not as one in the trash. */
export function useStudyNames() {
  const lab = useLabClient()
  const studies = useStudies()
  const { t } = useText()
  const trashed = shallowRef<readonly string[]>([])
  const read = useAction(async () => {
    trashed.value = (await lab.studies.list({ trashed: true })).map(({ name }) => name)
  })
  onMounted(() => void read.run())
  const taken = computed(() => new Set([...studies.all.map(({ name }) => name), ...trashed.value]))
  const isTaken = (name: string): boolean => taken.value.has(name)
  /** What is wrong with a typed name. */
  const faultOf = (name: string) => {
    if (name.length > longestName) return sentence('tooManyLetters', { limit: longestName })
    return isTaken(name) ? t('newStudy.nameTaken') : undefined
  }
  return { isTaken, faultOf, fault: read.fault }
}

/**
 * Creates a study by `create` and then does what follows. The lab takes some seconds to draw or read the images; leaving
 * the form cancels this.
 */
export function useStudyCreation(
  create: (signal: AbortSignal) => Promise<number>,
  follow: (id: number) => Promise<void>,
) {
  let controller = new AbortController()
  const action = useAction(async () => {
    controller = new AbortController()
    const { signal } = controller
    try {
      await follow(await create(signal))
    } catch (error) {
      if (!signal.aborted) throw error
    }
  })
  const cancel = () => controller.abort()
  onUnmounted(cancel)
  return { action, cancel }
}
