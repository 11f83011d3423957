import { styleInline, withoutStyles } from './showPage.ts'

/**
 * Prints one of the lab's HTML pages by the browser's dialog, from a frame that is not seen. The window's content security
 * policy lets no page style itself: its styles come in through the object model.
 */
export function printPage(page: string): void {
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
  sheet.replaceSync(rules)
  inside.adoptedStyleSheets = [sheet]
  inside.title = parsed.title
  inside.documentElement.lang = parsed.documentElement.lang
  inside.body.replaceChildren(...parsed.body.childNodes)
  styleInline(inside)
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}
