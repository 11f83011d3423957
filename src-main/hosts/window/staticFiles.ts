import { realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** A file of the window, as sent. */
export interface StaticFile {
  path: string
  size: number
  type: string
  cacheControl: string
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
}

/** Files with a content hash in their names never change. */
const isHashed = (path: string) => /[-.][\w-]{8,}\.\w+$/.test(path)

/**
 * The file below `root` for a URL path; `/` is index.html. Undefined if there is none. Never returns anything outside
 * `root`, whatever dots, slashes, backslashes, links or encodings the path contains.
 */
export async function findFile(root: string, urlPath: string): Promise<StaticFile | undefined> {
  const name = decoded(urlPath)
  if (name === undefined) return undefined
  const parts = name.split('/').filter((part) => part !== '')
  const allowed = parts.every((part) => part !== '.' && part !== '..' && !/[\\\0:]/.test(part))
  if (!allowed) return undefined
  try {
    const top = await realpath(root)
    const path = await realpath(join(top, ...(parts.length === 0 ? ['index.html'] : parts)))
    if (!path.startsWith(top + sep)) return undefined
    const found = await stat(path)
    const type = types[extname(path)]
    if (!found.isFile() || type === undefined) return undefined
    const isAsset = parts[0] === 'assets' && isHashed(path)
    const cacheControl = isAsset ? 'public, max-age=31536000, immutable' : 'no-store'
    return { path, size: found.size, type, cacheControl }
  } catch {
    return undefined
  }
}

function decoded(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
}
