import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { Header } from 'tar'

/** A file for an archive. For a zip, `flags` and `size` (the declared uncompressed size) can be set to wrong values. */
export interface PackedFile {
  path: string | Buffer
  bytes: Uint8Array
  flags?: number
  size?: number
}

const utf8 = 0x800

/** A zip archive of the files, deflated. */
export function zipOf(files: readonly PackedFile[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { path, bytes, flags = typeof path === 'string' ? utf8 : 0, size = bytes.length } of files) {
    const name = Buffer.from(path)
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed])
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, entry, name]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** A tar archive of the files. */
export function tarOf(files: readonly { path: string; bytes: Uint8Array; type?: 'File' | 'SymbolicLink' }[]): Buffer {
  const blocks = files.flatMap(({ path, bytes, type = 'File' }) => {
    const head = Buffer.alloc(512)
    const link = type === 'SymbolicLink' ? { linkpath: 'elsewhere' } : {}
    new Header({ path, size: bytes.length, type, mode: 0o644, mtime: new Date(0), ...link }).encode(head)
    return [head, Buffer.from(bytes), Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

/** The tar archive, gzipped. */
export const tarGzOf = (files: Parameters<typeof tarOf>[0]): Buffer => gzipSync(tarOf(files))
