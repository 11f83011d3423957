import type { Piece } from './findText.ts'

/** A visible text node with its text. */
export interface SeenText extends Piece {
  node: Text
}

/** Elements without text of their own, or with the content of a field. */
const silent = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'SELECT', 'TEXTAREA', 'CANVAS', 'title', 'desc'])

/** The visible text in an element in order, including shadow trees; `roots` are the trees it comes from. */
export function screenText(element: Element, except: Element): { texts: SeenText[]; roots: Set<Node> } {
  const texts: SeenText[] = []
  const roots = new Set<Node>([element])
  let begins = true

  function visit(node: Node, isSeen: boolean): void {
    if (node instanceof Text) {
      if (!isSeen || node.data === '') return
      texts.push({ node, text: node.data, begins })
      begins = false
    } else if (node instanceof Element && node !== except && !silent.has(node.tagName)) visitElement(node)
  }
  function visitElement(inside: Element): void {
    const style = getComputedStyle(inside)
    if (style.display === 'none' || isHidden(inside, style)) return
    const isInline = style.display.startsWith('inline') || style.display === 'contents'
    // A break ends a line and has no content.
    if (!isInline || inside.tagName === 'BR') begins = true
    if (inside.shadowRoot) roots.add(inside.shadowRoot)
    for (const child of (inside.shadowRoot ?? inside).childNodes) visit(child, style.visibility === 'visible')
    if (!isInline) begins = true
  }
  visitElement(element)
  return { texts, roots }
}

/** Elements that are closed or only for screen readers. */
function isHidden(element: Element, { display, position, overflow }: CSSStyleDeclaration): boolean {
  if (position === 'absolute' && overflow === 'hidden' && element.clientWidth <= 1) return true
  return display !== 'contents' && !element.checkVisibility()
}
