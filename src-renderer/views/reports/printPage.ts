import { styleInline, withoutStyles } from './showPage.ts'

/**
 * Prints one of the lab's HTML pages by the browser's dialog, from a frame that is not seen. The window's content security
 * policy lets no page style itself: its styles come in through the object model.
 */
export async function printPage(page: string): Promise<void> {
  const frame = document.createElement('iframe')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  // One that is not drawn would not be printed.
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
  // What a drawing or a line is set in has to be there when it is laid out.
  await inside.fonts.ready
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}

/** The window's fonts as rules for another document: the policy lets a page have those and none that it carries. */
function ownFonts(): string {
  return Array.from(document.styleSheets)
    .flatMap(({ cssRules, href }) =>
      Array.from(cssRules)
        .filter((rule) => rule instanceof CSSFontFaceRule)
        .map(({ cssText }) => withWholeAddresses(cssText, href ?? document.baseURI)),
    )
    .join('\n')
}

/** Rules of the style sheet at `base`, as they read elsewhere. */
export const withWholeAddresses = (rules: string, base: string): string =>
  rules.replace(
    /url\((["']?)(.*?)\1\)/g,
    (_, _quote: string, address: string) => `url("${new URL(address, base).href}")`,
  )
