import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { inTemporaryFolder } from '#main/disk/temporaryFolder.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { staticFonts } from '../embeddedFont.ts'

/** The process that draws one picture. */
const painter = join(import.meta.dirname, `pngProcess${extname(import.meta.filename)}`)

/**
 * The SVG, measured in px, as PNG of 300 dots per inch, with the program's own font whatever fonts the machine has. Drawn
 * in a process of its own: the renderer reads its configuration of fonts once per process, and the program's others read
 * images of strangers and refuse SVG.
 */
export function pngOf(svg: string): Promise<Uint8Array> {
  return inTemporaryFolder(async (folder) => {
    const at = (name: string) => join(folder, name)
    for (const { weight, bytes } of await staticFonts(svg)) writeWhole(at(`${weight}.ttf`), [bytes])
    writeWhole(
      at('fonts.conf'),
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${at('cache')}</cachedir></fontconfig>`,
    )
    writeWhole(at('figure.svg'), svg)
    const env = { ...process.env, FONTCONFIG_FILE: at('fonts.conf') }
    await promisify(execFile)(process.execPath, [painter, at('figure.svg'), at('figure.png')], { env })
    return readFileSync(at('figure.png'))
  })
}
