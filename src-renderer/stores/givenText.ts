import { ref, watch } from 'vue'
import { draftMemory } from '#renderer/lab/draftMemory.ts'

/** The text last typed, pasted or dropped; it is kept while other screens are shown. */
export const givenText = ref('')
/** Name of the file that it came from, without its extension; empty if it came from no file. */
export const givenFile = ref('')

/** Makes the text of a file the current one. */
export function giveText(text: string, fileName: string): void {
  givenText.value = text
  givenFile.value = fileName.replace(/\.\w+$/, '')
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
