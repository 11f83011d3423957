import type { BinaryFile } from '#shared/contract/binary.ts'

/** Gives a file of the lab's to the user: the browser saves it or asks where. */
export function saveFile(file: BinaryFile): void {
  saveBlob(file as unknown as Blob, file.name)
}

/** Gives bytes to the user under a name. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  // The download has taken hold of the blob once the click is handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
