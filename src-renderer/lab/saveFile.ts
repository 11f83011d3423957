import type { BinaryFile } from '#shared/contract/binary.ts'

/** Saves a file from the lab; the browser chooses the place or asks for it. */
export function saveFile(file: BinaryFile): void {
  saveBlob(file as unknown as Blob, file.name)
}

/** Saves bytes under a name. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  // The download holds the blob once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
