import { computed, onMounted, shallowRef } from 'vue'
import type { ProviderState } from '#shared/contract/system.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { useReading } from '#renderer/composables/useReading.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'

/** The options of a plan: the data sets known to the bench and the providers of this machine. */
export function usePlanSources() {
  const lab = useLabClient()
  const { answer, read } = useReading(() => lab.datasets.list({}), 'dataset')
  const providers = shallowRef<ProviderState[]>([])
  const readProviders = useAction(async () => (providers.value = await lab.system.providers({})))
  onMounted(() => void readProviders.run())
  const datasets = computed(() => answer.value ?? [])
  return { datasets, providers, datasetsFault: read.fault, providersFault: readProviders.fault }
}
