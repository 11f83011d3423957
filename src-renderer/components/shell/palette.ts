import { ref } from 'vue'

/** Whether the command palette is open. */
export const isPaletteOpen = ref(false)

export function openPalette(): void {
  isPaletteOpen.value = true
}
