import type { layers } from '../layers.ts'

type Layers = typeof layers

const cell = 15
const nameWidth = 176
const padding = 12
const headHeight = 132

/** A row imports a column: all of that folder, or single files of it. */
export interface Import {
  readonly from: string
  readonly to: string
  readonly whole: boolean
}

/** What each row of the layer table imports, by rows; files of a folder count as part of it. */
export function importsOf(table: Layers): Import[] {
  const rows = Object.keys(table)
  return rows.flatMap((from) => {
    const found = new Map<string, Import>()
    for (const folder of table[from]!.folders) {
      const owners = rows.filter((row) => folder === row || folder.startsWith(`${row}/`))
      const to = owners.sort((a, b) => b.length - a.length)[0] ?? folder
      found.set(to, { from, to, whole: found.get(to)?.whole === true || folder === to })
    }
    return [...found.values()]
  })
}

/**
 * The layer table as an SVG: a row and a column for each folder, lowest first; a dot where the row may import the column, a
 * ring where it may import single files of it. All of it lies below the diagonal: imports point one way.
 */
export function layerMap(table: Layers): string {
  const rows = Object.keys(table)
  const place = new Map(rows.map((row, i) => [row, i]))
  const side = rows.length * cell
  // Names of columns lean out to the right.
  const [width, height] = [nameWidth + side + 2 * padding + headHeight / 2, headHeight + side + 2 * padding]
  const left = padding + nameWidth
  const top = padding + headHeight
  const centre = (i: number) => i * cell + cell / 2
  const lines = rows.map((row, i) => {
    const y = top + centre(i)
    const x = left + centre(i)
    const stripe =
      i % 2
        ? ''
        : `<rect class="stripe" x="${padding}" y="${y - cell / 2}" width="${nameWidth + side}" height="${cell}"/>`
    return `${stripe}<text x="${left - 6}" y="${y + 3.5}" text-anchor="end" class="${areaOf(row)}">${row}</text>
<text transform="translate(${x + 3.5} ${top - 6}) rotate(-60)" class="${areaOf(row)}">${row.slice(1)}</text>
<rect class="own" x="${x - 3}" y="${y - 3}" width="6" height="6"/>`
  })
  const dots = importsOf(table).map(({ from, to, whole }) => {
    const [x, y] = [left + centre(place.get(to)!), top + centre(place.get(from)!)]
    return `<circle data-from="${from}" data-to="${to}" class="${whole ? 'whole' : 'part'}" cx="${x}" cy="${y}" r="4"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Which folder may import which">
<style>
svg { background: #fff; font: 11px system-ui, sans-serif }
.shared { fill: #1a5fb4 } .main { fill: #a2470b } .renderer { fill: #2b6a2f }
.stripe { fill: #f3f4f6 } .own { fill: #c9ccd1 } .whole { fill: #30343b } .part { fill: #fff; stroke: #30343b; stroke-width: 1.5 }
</style>
<rect width="${width}" height="${height}" fill="#fff"/>
${lines.join('\n')}
${dots.join('\n')}
</svg>
`
}

function areaOf(row: string): string {
  return /^#(\w+)/.exec(row)![1]!
}
