/**
 * Puts the body of one of the lab's HTML pages into a shadow root, with the page's language and style sheets. The window's content
 * security policy lets no page style itself, not even one that is only parsed: style sheets and style attributes are
 * taken out of the text first and come in through the object model. Scripts of a parsed page never run.
 */
export function showPage(root: ShadowRoot, page: string): void {
  const { markup, rules } = withoutStyles(page)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(asHostRules(rules))
  root.adoptedStyleSheets = [sheet]
  const parsed = new DOMParser().parseFromString(markup, 'text/html')
  ;(root.host as HTMLElement).lang = parsed.documentElement.lang
  root.replaceChildren(...parsed.body.childNodes)
  styleInline(root)
}

/** Gives elements the style attributes that were taken out of their page. */
export function styleInline(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement | SVGElement>(`[${attribute}]`)) {
    element.style.cssText = element.getAttribute(attribute)!
    element.removeAttribute(attribute)
  }
}

const attribute = 'data-inline-style'

/** A page's markup with its style attributes under another name, and the rules of its style sheets. */
export function withoutStyles(page: string): { markup: string; rules: string } {
  const rules: string[] = []
  const markup = page
    .replace(/<style>([\s\S]*?)<\/style>/g, (_, sheet: string) => {
      rules.push(sheet)
      return ''
    })
    // In text a quotation mark is an entity, so that this is found in tags alone.
    .replace(/\sstyle="/g, ` ${attribute}="`)
  return { markup, rules: rules.join('\n') }
}

/** Rules for a page as rules for what hosts it. */
export function asHostRules(rules: string): string {
  return rules.replace(/(^|[\s,}])(?::root|html|body)(?=[\s,{])/g, '$1:host')
}
