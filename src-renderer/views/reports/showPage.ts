/**
 * Puts the body of an HTML page from the lab into a shadow root, with the page's language and style sheets. The
 * window's content security policy forbids pages to style themselves, even pages that are only parsed, so style sheets
 * and style attributes are removed from the text first and applied through the object model. Scripts of a parsed page
 * never run.
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

/** Restores the style attributes that were removed from the elements of a page. */
export function styleInline(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement | SVGElement>(`[${attribute}]`)) {
    element.style.cssText = element.getAttribute(attribute)!
    element.removeAttribute(attribute)
  }
}

const attribute = 'data-inline-style'

/** A page's markup with its style attributes renamed, and the rules of its style sheets. */
export function withoutStyles(page: string): { markup: string; rules: string } {
  const rules: string[] = []
  const markup = page
    .replace(/<style>([\s\S]*?)<\/style>/g, (_, sheet: string) => {
      rules.push(sheet)
      return ''
    })
    // In text a quotation mark is an entity, so this matches only in tags.
    .replace(/\sstyle="/g, ` ${attribute}="`)
  return { markup, rules: rules.join('\n') }
}

/** Rewrites the rules of a page to apply to its shadow host. */
export function asHostRules(rules: string): string {
  return rules.replace(/(^|[\s,}])(?::root|html|body)(?=[\s,{])/g, '$1:host')
}
