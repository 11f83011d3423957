import { computed, type ComputedRef, type Ref } from 'vue'
import type { TimePrediction } from '#shared/contract/timings.ts'
import { publishedTime, sourceKey, timeSource, type TimeSource } from '#shared/designspaces/constraints/timeLimits.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { timeSourceText } from '#renderer/lib/timeSourceText.ts'
import { useReading } from './useReading.ts'

/** What times can be predicted from, and how it is called. */
export interface KnownTimeSource {
  readonly key: string
  readonly source: TimeSource
  readonly text: string
  /** Of a measurement on this machine; undefined: the one that the paper's authors published. */
  readonly prediction: TimePrediction | undefined
}

/** What times of networks can be predicted from: own measurements first, last the published one. */
export function useTimeSources(): {
  sources: ComputedRef<readonly KnownTimeSource[]>
  isRead: ComputedRef<boolean>
  fault: Ref<Sentence | undefined>
} {
  const lab = useLabClient()
  const { t } = useText()
  const { answer, read } = useReading(() => lab.timings.predictions(), 'study')
  const sources = computed(() => [
    ...(answer.value ?? []).map((prediction): KnownTimeSource => {
      const source = timeSource(prediction.fit, prediction.conditions)
      const text = timeSourceText(source, t)
      return {
        ...{ key: sourceKey(source), source, prediction },
        text: prediction.isPublished ? t('constraints.times.ofPublished', { text }) : text,
      }
    }),
    {
      ...{ key: sourceKey(publishedTime), source: publishedTime, prediction: undefined },
      text: t('constraints.times.byAuthors', { text: timeSourceText(publishedTime, t) }),
    },
  ])
  return { sources, isRead: computed(() => answer.value !== undefined), fault: read.fault }
}
