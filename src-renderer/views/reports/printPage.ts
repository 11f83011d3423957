import { styleInline, withoutStyles } from './showPage.ts'

/**
 * Prints an HTML page from the lab with the browser's dialog, from an invisible frame. The window's content security
 * policy forbids pages to style themselves, so styles are applied through the object model.
 */
export async function printPage(page: string): Promise<void> {
  const frame = document.createElement('iframe')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  // A frame that is not rendered would not be printed.
  Object.assign(frame.style, { position: 'fixed', width: '210mm', height: '297mm', left: '-9999px', border: '0' })
  document.body.append(frame)
  const view = frame.contentWindow as Window & typeof globalThis
  const { markup, rules } = withoutStyles(page)
  const { document: inside } = view
  const parsed = new DOMParser().parseFromString(markup, 'text/html')
  const sheet = new view.CSSStyleSheet()
  sheet.replaceSync(`${ownFonts()}\n${rules.replace(/@font-face\s*\{[^}]*\}/g, '')}`)
  inside.adoptedStyleSheets = [sheet]
  inside.title = parsed.title
  inside.documentElement.lang = parsed.documentElement.lang
  inside.body.replaceChildren(...parsed.body.childNodes)
  styleInline(inside)
  // Fonts must be loaded before layout, since drawings and line breaks depend on them.
  await inside.fonts.ready
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}

/**
 * The window's fonts as rules for another document: the policy allows these, but no fonts that the page brings along.
 */
function ownFonts(): string {
  return Array.from(document.styleSheets)
    .flatMap(({ cssRules, href }) =>
      Array.from(cssRules)
        .filter((rule) => rule instanceof CSSFontFaceRule)
        .map(({ cssText }) => withWholeAddresses(cssText, href ?? document.baseURI)),
    )
    .join('\n')
}

/** Rules of the style sheet at `base` with absolute URLs, so that they work elsewhere. */
export const withWholeAddresses = (rules: string, base: string): string =>
  rules.replace(
    /url\((["']?)(.*?)\1\)/g,
    (_, _quote: string, address: string) => `url("${new URL(address, base).href}")`,
  )
