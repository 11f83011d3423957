import { gzipSync } from 'node:zlib'
import { sealOf, type Sealed } from '#main/bundles/seal.ts'

/** The file of a bundle edited by someone who reseals it. */
export function sealedFile(bundle: object): Buffer {
  const plain = JSON.parse(JSON.stringify({ ...bundle, seal: undefined })) as Sealed
  return gzipSync(JSON.stringify({ ...plain, seal: sealOf(plain) }))
}
