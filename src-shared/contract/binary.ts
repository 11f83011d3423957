import { z } from 'zod'

/** What Node's and the browser's Blob have in common; only a Blob crosses the contract as bytes. */
export interface BinaryData {
  readonly size: number
  readonly type: string
  arrayBuffer(): Promise<ArrayBuffer>
  text(): Promise<string>
}
/** The same of a File. */
export interface BinaryFile extends BinaryData {
  readonly name: string
}

const named = (value: unknown, names: readonly string[]) =>
  names.includes(Object.prototype.toString.call(value).slice('[object '.length, -1))

/** Bytes. */
export const blobSchema = z.custom<BinaryData>((value) => named(value, ['Blob', 'File']), 'must be a Blob')
/** Bytes with the name of a file. */
export const fileSchema = z.custom<BinaryFile>((value) => named(value, ['File']), 'must be a File')
