/** Escaped HTML. */
export class Markup {
  readonly html: string
  constructor(html: string) {
    this.html = html
  }
}

type Piece = Markup | string | number | readonly Piece[] | undefined

/** HTML from a template: values are escaped unless they are Markup, arrays are joined, undefined is omitted. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.map((part, i) => part + written(pieces[i])).join(''))
}

function written(piece: Piece): string {
  if (piece === undefined) return ''
  if (piece instanceof Markup) return piece.html
  if (typeof piece === 'object') return piece.map(written).join('')
  return escapeHtml(String(piece))
}

/** The text with HTML's five special characters escaped. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}

/** A space's name typeset as in the paper: AnyNetX_A with a subscript, plus any suffix. */
export function spaceName(name: string): Markup {
  const parts = /^(.+?)_([A-Za-z0-9]{1,2})(?![A-Za-z0-9_])(.*)$/.exec(name)
  return parts ? html`${parts[1]}<sub>${parts[2]}</sub>${parts[3]}` : html`${name}`
}

/** Text in which w_0 and u_j get subscripts. */
export function formula(text: string): Markup {
  return new Markup(escapeHtml(text).replace(/\b([a-z])_([a-z0-9])\b/g, '<i>$1</i><sub>$2</sub>'))
}

/** Running text in which each of the names is typeset as by `spaceName`. */
export function prose(text: string, names: readonly string[]): Markup {
  const longestFirst = names.filter((name) => name !== '').toSorted((a, b) => b.length - a.length)
  const name = longestFirst.find((candidate) => text.includes(candidate))
  if (name === undefined) return html`${text}`
  return html`${text.split(name).flatMap((part, i) => [...(i > 0 ? [spaceName(name)] : []), prose(part, names)])}`
}
