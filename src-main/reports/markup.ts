/** A piece of HTML that needs no more escaping. */
export class Markup {
  readonly html: string
  constructor(html: string) {
    this.html = html
  }
}

type Piece = Markup | string | number | readonly Piece[] | undefined

/** HTML from a template: what is put in is escaped unless it is Markup; arrays are joined, undefined is nothing. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.map((part, i) => part + written(pieces[i])).join(''))
}

function written(piece: Piece): string {
  if (piece === undefined) return ''
  if (piece instanceof Markup) return piece.html
  if (typeof piece === 'object') return piece.map(written).join('')
  return escapeHtml(String(piece))
}

/** The text with the five characters replaced that mean something in HTML. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}

/** A space's name as the paper sets it: AnyNetX_A with a subscript. */
export function spaceName(name: string): Markup {
  const parts = /^(.+)_([A-Za-z0-9]{1,2})$/.exec(name)
  return parts ? html`${parts[1]}<sub>${parts[2]}</sub>` : html`${name}`
}
