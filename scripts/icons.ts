import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/** `npm run icons`: renders the window's icon in the formats and sizes required by all desktops. */

const root = join(import.meta.dirname, '..')
const drawing = readFileSync(join(root, 'src-renderer/public/icon.svg'))
const folder = join(root, 'resources/icons')

const linuxSizes = [16, 32, 48, 64, 128, 256, 512]
const windowsSizes = [16, 24, 32, 48, 64, 128, 256]
/** Types of an .icns entry by the side of its picture. */
const macTypes: readonly [type: string, size: number][] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
]

const picture = (size: number) =>
  sharp(drawing, { density: (72 * size) / 64 })
    .resize(size, size)
    .png()
    .toBuffer()

/** An .ico file: a table of sizes, then the pictures as PNG. */
function icoOf(pictures: readonly (readonly [number, Buffer])[]): Buffer {
  const table = Buffer.alloc(6 + 16 * pictures.length)
  table.writeUInt16LE(1, 2)
  table.writeUInt16LE(pictures.length, 4)
  let offset = table.length
  pictures.forEach(([size, bytes], i) => {
    const at = 6 + 16 * i
    // One byte per side, where 0 means 256.
    table.writeUInt8(size % 256, at)
    table.writeUInt8(size % 256, at + 1)
    table.writeUInt16LE(1, at + 4)
    table.writeUInt16LE(32, at + 6)
    table.writeUInt32LE(bytes.length, at + 8)
    table.writeUInt32LE(offset, at + 12)
    offset += bytes.length
  })
  return Buffer.concat([table, ...pictures.map(([, bytes]) => bytes)])
}

/** An .icns file: entries of type, length and PNG. */
function icnsOf(entries: readonly (readonly [string, Buffer])[]): Buffer {
  const chunk = (type: string, bytes: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type, 'ascii')
    head.writeUInt32BE(8 + bytes.length, 4)
    return Buffer.concat([head, bytes])
  }
  return chunk('icns', Buffer.concat(entries.map(([type, bytes]) => chunk(type, bytes))))
}

mkdirSync(join(folder, 'linux'), { recursive: true })
for (const size of linuxSizes) writeFileSync(join(folder, 'linux', `${size}x${size}.png`), await picture(size))
writeFileSync(join(folder, 'icon.png'), await picture(512))
const windows = await Promise.all(windowsSizes.map(async (size) => [size, await picture(size)] as const))
writeFileSync(join(folder, 'icon.ico'), icoOf(windows))
const mac = await Promise.all(macTypes.map(async ([type, size]) => [type, await picture(size)] as const))
writeFileSync(join(folder, 'icon.icns'), icnsOf(mac))
