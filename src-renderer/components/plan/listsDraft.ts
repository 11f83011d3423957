import type { z } from 'zod'
import { freeName } from '#shared/schema/freeName.ts'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import { nameSchema } from '#shared/schema/plainName.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { entriesOfFile, entriesOfText } from '#shared/studyFiles/listEntries.ts'
import { networkListSchema, unnamedList } from '#shared/studyFiles/networkLists.ts'
import { studyLists, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { readObjects } from '#shared/text/readObjects.ts'
import { readingFault } from '#renderer/lib/readGiven.ts'
import { PlacedFault } from '#renderer/components/plan/placedFault.ts'

/** A population of given networks that is being planned. */
export interface ListDraft {
  readonly name: string
  readonly text: string
  /** Name of the file that the text is from, without its extension. */
  readonly file?: string
}

export interface ReadList {
  /** Number of networks; undefined if it is faulty. */
  readonly count: number | undefined
  readonly nameFault: Sentence | undefined
  readonly textFault: Sentence | undefined
}
export interface ReadLists {
  /** By name, as in a study file; undefined: there are none, or one is faulty. */
  readonly networks: Record<string, Entries> | undefined
  readonly lists: readonly ReadList[]
}

/** A list beside others, without networks. */
export const newList = (others: readonly ListDraft[]): ListDraft => ({
  name: freeName(unnamedList, (name) => others.some((list) => list.name === name)),
  text: '',
})

/** The list with the networks of a file, whose name it gets if it had none. */
export function withFile(list: ListDraft, others: readonly ListDraft[], text: string, fileName: string): ListDraft {
  const file = fileName.replace(/\.\w+$/, '')
  const isUnnamed = list.text.trim() === '' && list.name.startsWith(unnamedList)
  const name = isUnnamed ? freeName(file, (taken) => others.some((other) => other.name === taken)) : list.name
  return { name, text, file }
}

/** Lists of networks, read as those of a study file with these `spaces`. */
export function readLists(drafts: readonly ListDraft[], study: Pick<StudyFile, 'spaces' | 'scale'>): ReadLists {
  const names = drafts.map(({ name }) => name.trim())
  const written = drafts.map((draft, i) => readList(draft, names[i]!, study))
  const lists = written.map(({ entries, fault }, i): ReadList => {
    const name = names[i]!
    const taken = names.indexOf(name) < i ? sentence('nameTwice', { name }) : undefined
    const named = nameSchema.safeParse(name)
    const nameFault = taken ?? faultsOf(named.error?.issues ?? [], name)[0]?.said
    return { count: fault ? undefined : entries.length, nameFault, textFault: fault }
  })
  const isSound = lists.length > 0 && lists.every(({ nameFault, textFault }) => !nameFault && !textFault)
  const networks = Object.fromEntries(written.map(({ entries }, i) => [names[i]!, entries]))
  return { networks: isSound ? networks : undefined, lists }
}

type Entries = z.infer<typeof networkListSchema>

/** The entries of a list, or why they are none. */
function readList(
  draft: ListDraft,
  name: string,
  study: Pick<StudyFile, 'spaces' | 'scale'>,
): { entries: Entries; fault?: Sentence } {
  const faulty = (fault: Sentence) => ({ entries: [], fault })
  if (draft.text.trim() === '') return faulty(sentence('required'))
  try {
    const { text, file } = draft
    const written = file === undefined ? entriesOfText(text) : entriesOfFile(readObjects(text), file)
    const { data: entries, error } = networkListSchema.safeParse(written)
    if (!entries) return faulty(faultsOf(error.issues, written)[0]!.said)
    // Of the name only the id of the space that holds them is made.
    const networks = { [name || unnamedList]: entries }
    studyLists({ ...study, networks }, (place, said) => new PlacedFault(place, said))
    return { entries }
  } catch (error) {
    if (error instanceof ValueError) return faulty(readingFault(error))
    if (!(error instanceof PlacedFault)) throw error
    const number = /\[(\d+)\]$/.exec(error.place)?.[1]
    return faulty(number ? sentence('networkAt', { number: Number(number) + 1, said: error.said }) : error.said)
  }
}
