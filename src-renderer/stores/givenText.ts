import { ref, shallowRef, watch } from 'vue'
import { draftMemory } from '#renderer/lab/draftMemory.ts'

/** The text last typed, pasted or dropped; it is kept while other screens are shown. */
export const givenText = ref('')
/** Name of the file that it came from, without its extension; empty if it came from no file. */
export const givenFile = ref('')

/** An ONNX file, by its name and its bytes. */
export interface GivenModel {
  readonly name: string
  readonly bytes: Uint8Array
}
/** The ONNX file given in place of a text, if one was last. */
export const givenModel = shallowRef<GivenModel>()

/** Makes the text of a file the current one. */
export function giveText(text: string, fileName: string): void {
  givenModel.value = undefined
  givenText.value = text
  givenFile.value = fileName.replace(/\.\w+$/, '')
}

/** Whether a file is an ONNX model by its name. */
export const isModelFile = (name: string): boolean => /\.onnx$/i.test(name)

/** Makes an ONNX file the given network. */
export async function giveModel(file: Pick<File, 'name' | 'arrayBuffer'>): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  givenModel.value = { name: file.name, bytes }
}

const name = 'draft.givenNetwork'
/** A longer text is a file of many networks, which does not fit into browser storage. */
const most = 200_000

/** Keeps the text in this browser while the calling screen is open, so that it survives a reload or a crash. */
export function keepGivenText(): void {
  if (givenText.value === '') givenText.value = draftMemory.read(name) ?? ''
  watch(givenText, (text) => {
    if (text === '' || text.length > most) draftMemory.forget(name)
    else draftMemory.write(name, text)
  })
}
