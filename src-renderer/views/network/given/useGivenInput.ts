import { useEventListener } from '@vueuse/core'
import { shallowRef, type Ref } from 'vue'
import { sentenceOf } from '#shared/contract/errors.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useWindowDrop } from '#renderer/composables/useFileDrop.ts'
import { giveModel, giveText, isModelFile } from '#renderer/stores/givenText.ts'
import { textOf } from '#renderer/lib/readGiven.ts'

export interface GivenInput {
  /** Why a file could not be read. */
  fault: Ref<Sentence | undefined>
  /** Reads a file; does nothing without one. */
  take: (file: File | undefined) => Promise<void>
}

/**
 * Takes text or a file, also an ONNX model, dropped on the window, or pasted outside of a field, as the given network and then calls `came`.
 */
export function useGivenInput(came: () => void): GivenInput {
  const fault = shallowRef<Sentence>()
  async function take(file: File | undefined): Promise<void> {
    if (!file) return
    fault.value = undefined
    try {
      if (isModelFile(file.name)) await giveModel(file)
      else giveText(await textOf(file), file.name)
      came()
    } catch (error) {
      fault.value = sentenceOf(error)
    }
  }
  useEventListener('paste', ({ target, clipboardData }: ClipboardEvent) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
    if (clipboardData && clipboardData.files.length > 0) {
      void take(clipboardData.files[0])
      return
    }
    const text = clipboardData?.getData('text') ?? ''
    if (text.trim() === '') return
    giveText(text, '')
    came()
  })
  useWindowDrop(({ file }) => void take(file))
  return { fault, take }
}
