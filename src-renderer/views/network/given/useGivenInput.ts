import { onMounted, onUnmounted, shallowRef, type Ref } from 'vue'
import { sentenceOf } from '#shared/contract/errors.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { giveText } from '#renderer/stores/givenText.ts'
import { textOf } from '#renderer/lib/readGiven.ts'

export interface GivenInput {
  /** Why a file could not be read. */
  fault: Ref<Sentence | undefined>
  /** Takes the first file. */
  take: (files: FileList | null | undefined) => Promise<void>
}

/**
 * Takes text or a file dropped on the window, or pasted outside of a field, as the given network and then calls `came`.
 */
export function useGivenInput(came: () => void): GivenInput {
  const fault = shallowRef<Sentence>()
  async function take(files: FileList | null | undefined): Promise<void> {
    const file = files?.[0]
    if (!file) return
    fault.value = undefined
    try {
      giveText(await textOf(file), file.name)
      came()
    } catch (error) {
      fault.value = sentenceOf(error)
    }
  }
  function paste({ target, clipboardData }: ClipboardEvent): void {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
    if (clipboardData && clipboardData.files.length > 0) {
      void take(clipboardData.files)
      return
    }
    const text = clipboardData?.getData('text') ?? ''
    if (text.trim() === '') return
    giveText(text, '')
    came()
  }
  const isFile = (item: DataTransferItem) => item.webkitGetAsEntry()?.isDirectory === false
  function drop({ dataTransfer }: DragEvent): void {
    // A folder is a data set.
    if (dataTransfer && Array.from(dataTransfer.items).some(isFile)) void take(dataTransfer.files)
  }
  onMounted(() => {
    window.addEventListener('paste', paste)
    window.addEventListener('drop', drop)
  })
  onUnmounted(() => {
    window.removeEventListener('paste', paste)
    window.removeEventListener('drop', drop)
  })
  return { fault, take }
}
