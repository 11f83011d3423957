import { onMounted, shallowRef } from 'vue'
import type { KnownDataset } from '#shared/contract/datasets.ts'
import type { ProviderState } from '#shared/contract/system.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'

/** The options of a plan: the data sets known to the bench and the providers of this machine. */
export function usePlanSources() {
  const lab = useLabClient()
  const datasets = shallowRef<KnownDataset[]>([])
  const providers = shallowRef<ProviderState[]>([])
  const readDatasets = useAction(async () => (datasets.value = await lab.datasets.list({})))
  const readProviders = useAction(async () => (providers.value = await lab.system.providers({})))
  onMounted(() => {
    void readDatasets.run()
    void readProviders.run()
  })
  return { datasets, providers, datasetsFault: readDatasets.fault, providersFault: readProviders.fault }
}
