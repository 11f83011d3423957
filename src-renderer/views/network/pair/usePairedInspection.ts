import { computed, shallowRef, watch } from 'vue'
import type { RunDetail } from '#shared/contract/runs.ts'
import type { PairedInspections } from '#shared/inspection/pairedInspections.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useInspection } from '../inspection/useInspection.ts'

/** Two runs on the images that both were measured on, once both were looked into, which `look` does. */
export function usePairedInspection(first: () => RunDetail, second: () => RunDetail) {
  const lab = useLabClient()
  const sides = [useInspection(first), useInspection(second)] as const
  const paired = shallowRef<PairedInspections>()
  const read = useAction(async (one: number, other: number) => {
    const found = await lab.inspections.pair({ first: one, second: other })
    if (one === first().id && other === second().id) paired.value = found ?? undefined
  })
  watch(
    () => sides.map(({ inspection }) => inspection.value?.runId),
    ([one, other]) => {
      paired.value = undefined
      if (one !== undefined && other !== undefined) void read.run(one, other)
    },
  )
  const isStopped = shallowRef(false)
  const look = useAction(async () => {
    isStopped.value = false
    for (const { look: side, inspection } of sides) {
      if (!inspection.value && !isStopped.value) await side.run()
      if (side.fault.value) return
    }
  })
  function cancel(): void {
    isStopped.value = true
    for (const side of sides) side.cancel()
  }
  const progress = computed(() => sides.find((side) => side.look.isBusy.value)?.progress.value ?? null)
  const fault = computed(() => sides.find((side) => side.look.fault.value)?.look.fault.value ?? read.fault.value)
  return { paired, progress, look, cancel, fault }
}
