import { ref, watch } from 'vue'
import { draftMemory } from '#renderer/lab/draftMemory.ts'

/** What was written, pasted or dropped last: it stays while other screens are looked at. */
export const givenText = ref('')
/** What the file is called that it came from, without its ending; empty: it came from none. */
export const givenFile = ref('')

/** Makes the text of a file the one that is looked at. */
export function giveText(text: string, fileName: string): void {
  givenText.value = text
  givenFile.value = fileName.replace(/\.\w+$/, '')
}

const name = 'draft.givenNetwork'
/** Characters above which it is a file of many networks, for which browsers have no room. */
const most = 200_000

/** Keeps the text in this browser while the screen that calls it is open, so that a reload or a crash does not take it. */
export function keepGivenText(): void {
  if (givenText.value === '') givenText.value = draftMemory.read(name) ?? ''
  watch(givenText, (text) => {
    if (text === '' || text.length > most) draftMemory.forget(name)
    else draftMemory.write(name, text)
  })
}
