import { z } from 'zod'

/** The common interface of Node's and the browser's Blob; only a Blob crosses the contract as bytes. */
export interface BinaryData {
  readonly size: number
  readonly type: string
  arrayBuffer(): Promise<ArrayBuffer>
  text(): Promise<string>
}
/** The same for a File. */
export interface BinaryFile extends BinaryData {
  readonly name: string
}

const named = (value: unknown, names: readonly string[]) =>
  names.includes(Object.prototype.toString.call(value).slice('[object '.length, -1))

/** Bytes. */
export const blobSchema = z.custom<BinaryData>((value) => named(value, ['Blob', 'File']), 'must be a Blob')
/** Bytes with a file name. */
export const fileSchema = z.custom<BinaryFile>((value) => named(value, ['File']), 'must be a File')
