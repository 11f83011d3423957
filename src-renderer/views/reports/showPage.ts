/**
 * Puts the body of an HTML page into a shadow root, with the page's own style sheets. The page is parsed without being
 * run. Its styles come in through the object model: the window's content security policy lets no page style itself.
 */
export function showPage(root: ShadowRoot, page: string): void {
  const parsed = new DOMParser().parseFromString(page, 'text/html')
  const rules = Array.from(parsed.querySelectorAll('style'), ({ textContent }) => textContent).join('\n')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(asHostRules(rules))
  root.adoptedStyleSheets = [sheet]
  for (const active of parsed.querySelectorAll('script, style, link, iframe, object, embed')) active.remove()
  const nodes = Array.from(parsed.body.childNodes, (node) => document.adoptNode(node))
  for (const element of nodes.flatMap(withStyle)) {
    const style = element.getAttribute('style')!
    element.removeAttribute('style')
    element.style.cssText = style
  }
  root.replaceChildren(...nodes)
}

/** The elements of a node, itself included, that carry a style attribute. */
function withStyle(node: Node): (HTMLElement | SVGElement)[] {
  if (!(node instanceof HTMLElement)) return []
  const inside = Array.from(node.querySelectorAll<HTMLElement | SVGElement>('[style]'))
  return node.hasAttribute('style') ? [node, ...inside] : inside
}

/** Rules for a page as rules for what hosts it. */
function asHostRules(rules: string): string {
  return rules.replace(/(^|[\s,}])(?::root|html|body)(?=[\s,{])/g, '$1:host')
}
