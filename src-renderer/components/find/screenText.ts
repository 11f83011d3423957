import type { Piece } from './findText.ts'

/** A text node that is seen, with what it says. */
export interface SeenText extends Piece {
  node: Text
}

/** What says nothing of its own, or what a field holds. */
const silent = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'SELECT', 'TEXTAREA', 'CANVAS', 'title', 'desc'])

/** What can be read in an element, in order, with what is in shadow trees; `roots`: the trees that it is from. */
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
    // A break ends a line, and has no inside.
    if (!isInline || inside.tagName === 'BR') begins = true
    if (inside.shadowRoot) roots.add(inside.shadowRoot)
    for (const child of (inside.shadowRoot ?? inside).childNodes) visit(child, style.visibility === 'visible')
    if (!isInline) begins = true
  }
  visitElement(element)
  return { texts, roots }
}

/** What is there for screen readers alone, or closed. */
function isHidden(element: Element, { display, position, overflow }: CSSStyleDeclaration): boolean {
  if (position === 'absolute' && overflow === 'hidden' && element.clientWidth <= 1) return true
  return display !== 'contents' && !element.checkVisibility()
}
