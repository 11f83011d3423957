import { useEventListener } from '@vueuse/core'
import { ref } from 'vue'
import { isLeaving } from '#renderer/lib/isLeaving.ts'
import { droppedFrom, type Dropped } from '#renderer/lab/droppedPaths.ts'

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false

/**
 * Calls `take` with the files dropped on an element that binds `listeners`; `isOver` while files are dragged over it.
 * Drags inside the window are left alone.
 */
export function useFileDrop(take: (dropped: Dropped) => void) {
  const isOver = ref(false)
  const listeners = {
    dragover: (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      isOver.value = true
    },
    dragleave: (event: DragEvent): void => {
      if (isLeaving(event)) isOver.value = false
    },
    drop: (event: DragEvent): void => {
      isOver.value = false
      if (!carriesFiles(event)) return
      event.preventDefault()
      take(droppedFrom(event.dataTransfer!.items))
    },
  }
  return { isOver, listeners }
}

/** Calls `take` with the files dropped anywhere on the window while the component is mounted. */
export function useWindowDrop(take: (dropped: Dropped) => void): void {
  const { listeners } = useFileDrop(take)
  useEventListener('dragover', listeners.dragover)
  useEventListener('drop', listeners.drop)
}
