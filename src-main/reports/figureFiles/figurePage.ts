import { html, Markup } from '../markup.ts'
import { reportStyle } from '../reportStyle.ts'
import { embeddedFont } from '../embeddedFont.ts'
import { captionMarkup, tableMarkup } from '../figureMarkup.ts'
import type { FigureOrder } from './figureOrder.ts'

/** A figure as one HTML page: its charts, caption and numbers. */
export async function figurePage({ id, made, words }: FigureOrder, svg: string | undefined): Promise<string> {
  const title = words.t(`figures.names.${id}`)
  const page = html`<html lang="${words.language}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      <style>
        ${new Markup(reportStyle)}
      </style>
    </head>
    <body>
      <div class="page">
        <main>
          <header><h1>${title}</h1></header>
          <figure>
            ${svg === undefined ? undefined : new Markup(svg)}
            <figcaption>${captionMarkup(made.caption(words))}</figcaption>
          </figure>
          ${tableMarkup(made.table, words)}
        </main>
      </div>
    </body>
  </html> `
  return `<!doctype html>\n${page.html.replace('</head>', `<style>${await embeddedFont(page.html)}</style></head>`)}`
}
