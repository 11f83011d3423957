/**
 * The report's style sheet: light theme, one column with the table of contents beside it if there is room, and print
 * rules. Room is measured on the body, not the window, because the bench shows a report beside other things. Printing
 * omits collapsed content and sections that contain nothing else; the paper size is left to the printer.
 */
export const reportStyle = `
:root { color-scheme: light; --surface: #fff; --ground: #f4f5f7; --line: #e3e6ea; --ink: #14171c; --ink-2: #454d58; --ink-3: #626b77;
  --accent: #4a3fc6; --caution: #8a5a00; --caution-ground: #fdf6e7; --diverged: #9a3483; --failed: #bf2f2b; --column: 920px; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: auto; }
body { margin: 0; container-type: inline-size; background: var(--surface); color: var(--ink); font: 14px/22px 'Pretendard Variable', Pretendard, Inter, system-ui, -apple-system, 'Segoe UI',
  'Noto Sans KR', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif; font-variant-numeric: tabular-nums; }
:lang(ko) { word-break: keep-all; }
.page { display: grid; grid-template-columns: minmax(0, var(--column)); justify-content: center; padding: 0 24px 64px; column-gap: 48px; }
header { padding: 32px 0 0; } header + section { margin-top: 24px; }
h1 { margin: 0; font-size: 16px; line-height: 24px; font-weight: 600; }
.facts { margin: 2px 0 0; max-width: none; color: var(--ink-3); font-size: 13px; line-height: 20px; }
h2 { margin: 0 0 8px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 16px; line-height: 24px; font-weight: 600; }
section { margin-top: 40px; }
h3 { margin: 24px 0 4px; font-size: 14px; line-height: 22px; font-weight: 600; }
p { margin: 0 0 8px; max-width: 72ch; }
.answer { margin: 8px 0 16px; font-size: 24px; line-height: 32px; font-weight: 600; max-width: none; text-wrap: balance; }
.evidence { margin: 24px 0 16px; padding-left: 20px; max-width: 76ch; } .evidence li { margin-bottom: 4px; }
.keys { display: grid; grid-template-columns: repeat(4, auto); margin: 0 0 16px; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.keys div { padding: 12px 32px 12px 0; margin-right: 32px; border-right: 1px solid var(--line); } .keys div:last-child { border: 0; margin: 0; padding-right: 0; }
.keys dt { color: var(--ink-3); font-size: 12px; line-height: 16px; } .keys dd { margin: 2px 0 0; font-size: 20px; line-height: 28px; font-weight: 600; white-space: nowrap; }
.keys small { display: block; font-size: 12px; line-height: 16px; font-weight: 400; color: var(--ink-3); }
.cautions { margin: 0; padding: 10px 16px 10px 34px; background: var(--caution-ground); font-size: 13px; line-height: 20px; } .cautions li + li { margin-top: 4px; }
.cautions li { max-width: 84ch; } .cautions li::marker { color: var(--caution); }
figure { margin: 16px 0 0; } figure > svg { display: block; width: 100%; height: auto; }
figcaption, p.note { margin-top: 8px; color: var(--ink-2); font-size: 13px; line-height: 20px; max-width: 84ch; }
p.caption { margin-top: 8px; } .block + .block, p + .block, .block + p { margin-top: 24px; }
.panels { display: grid; gap: 16px 16px; } .panels.two { grid-template-columns: repeat(2, minmax(0, 1fr)); } .panel > .space, p.key .space { font-size: 13px; line-height: 20px; } p.key .space { margin-right: 16px; } .panels.three { grid-template-columns: repeat(3, minmax(0, 1fr)); } .panels.four { grid-template-columns: repeat(4, minmax(0, 1fr)); }
.panel { margin: 0; break-inside: avoid; } .panel > svg { display: block; width: 100%; height: auto; } .panel figcaption { margin-top: 0; font-size: 12px; line-height: 17px; }
.panel b { font-weight: 600; color: var(--ink); }
.label { margin: 16px 0 4px; font-size: 13px; color: var(--ink-3); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 20px; }
th { padding: 6px 10px 6px 0; font-size: 12px; line-height: 16px; font-weight: 400; color: var(--ink-3); text-align: left; vertical-align: bottom; }
td { padding: 6px 10px 6px 0; border-top: 1px solid var(--line); vertical-align: top; } th:last-child, td:last-child { padding-right: 0; }
.num { text-align: right; } td.num { white-space: nowrap; } td small { display: block; font-size: 11px; line-height: 14px; color: var(--ink-3); }
.space { display: inline-flex; align-items: baseline; } .space > span { min-width: 64px; } .mark { vertical-align: 0; margin-right: 6px; flex: none; } sub, sup { font-size: 75%; line-height: 0; }
details { margin-top: 8px; } details.one-space { margin-top: 4px; } details.one-space > summary { color: var(--ink); font-size: 14px; font-weight: 600; } summary .mark { margin-left: 4px; }
summary { cursor: pointer; color: var(--accent); font-size: 13px; line-height: 24px; width: fit-content; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.as-table table { width: auto; min-width: 50%; }
dl.method { display: grid; grid-template-columns: 168px minmax(0, 1fr); margin: 0; font-size: 13px; line-height: 20px; }
dl.method dt { padding: 6px 0; color: var(--ink-3); border-top: 1px solid var(--line); } dl.method dd { margin: 0; padding: 6px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
dl.method dt:first-child, dl.method dt:first-child + dd { border-top: 0; } dl.method ul { margin: 0; padding-left: 16px; }
code { font: 12px/20px 'JetBrains Mono', ui-monospace, 'Cascadia Mono', 'SF Mono', Consolas, 'DejaVu Sans Mono', monospace, 'Pretendard Variable', sans-serif; overflow-wrap: anywhere; }
.decisions { margin: 0; padding-left: 20px; } .decisions > li + li { margin-top: 12px; } .decisions p { margin: 0 0 4px; } .decisions ul { margin: 0 0 4px; padding-left: 16px; }
.reason { color: var(--ink-2); white-space: pre-line; }
dl.method + .scroll table { width: auto; min-width: 50%; margin-top: 16px; }
.runs table { font-size: 12px; line-height: 18px; } .runs td, .runs th { padding-right: 10px; }
.diverged { color: var(--diverged); } .failed { color: var(--failed); }
nav { display: none; }
a { color: inherit; }
@container (min-width: 1200px) {
  .page { grid-template-columns: 152px minmax(0, var(--column)); }
  nav { display: block; position: sticky; top: 40px; align-self: start; margin-top: 32px; font-size: 13px; line-height: 20px; }
  nav ol { margin: 0; padding: 0; list-style: none; } nav li { margin-bottom: 8px; } nav a { color: var(--ink-2); text-decoration: none; } nav a:hover { color: var(--accent); text-decoration: underline; }
}
@media screen { @container (max-width: 720px) { .panels.three, .panels.four { grid-template-columns: repeat(2, minmax(0, 1fr)); } .keys { grid-template-columns: repeat(2, auto); } .keys div { padding: 8px 16px 8px 0; margin-right: 16px; } .keys div:nth-child(2n) { border: 0; margin: 0; padding-right: 0; } dl.method { grid-template-columns: 1fr; } dl.method dd { border: 0; padding-top: 0; } } }
@media print {
  :root { --column: 100%; }
  html { font-size: 10px; } body { font-size: 11px; line-height: 16px; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .page { display: block; padding: 0; } header { padding: 0; } header + section { margin-top: 12px; } nav, details:not([open]) { display: none; } summary { display: none; }
  section { margin-top: 16px; } .answer { font-size: 18px; line-height: 24px; margin: 4px 0 8px; } p { margin-bottom: 4px; } .evidence { margin: 12px 0 8px; max-width: 96ch; } .evidence li { margin-bottom: 2px; } .cautions { padding: 6px 16px 6px 34px; } .cautions li, figcaption, p.note { max-width: 104ch; } .evidence li, .cautions li { text-wrap: pretty; }
  .keys { margin-bottom: 8px; } .keys div { padding: 6px 20px 6px 0; margin-right: 20px; } .keys dd { font-size: 16px; line-height: 22px; } .keys dt, .keys small { font-size: 9px; line-height: 12px; } h1 { font-size: 14px; line-height: 20px; } h2 { font-size: 13px; line-height: 18px; padding-top: 10px; margin-bottom: 4px; } h2, h2 + p, h2 + .block > p:first-child { break-after: avoid; break-inside: avoid; } .facts { font-size: 11px; line-height: 16px; } h3, .label { break-after: avoid; font-size: 11px; line-height: 14px; }
  section:has(> .block > details):not(:has(> :not(h2, .block))):not(:has(> .block > :not(details:not([open])))) { display: none; }
  figure, tr, .keys, .cautions, .evidence li, dl.method dd { break-inside: avoid; } p, li { orphans: 3; widows: 3; } table, dl.method, figcaption, p.note, .cautions { font-size: 10px; line-height: 14px; } th, td { padding-right: 7px; } td small { font-size: 8.5px; line-height: 11px; } th { font-size: 9px; line-height: 12px; }
  .scroll { overflow: visible; } .panels { gap: 8px 16px; } h3 { margin-top: 16px; } .label { margin-top: 8px; } .panel figcaption { font-size: 9px; line-height: 12px; } code { font-size: 9px; line-height: 14px; }
}
`

/**
 * The paper's margins, and at the foot of every page the report's title and the page's number, in the face that the report
 * carries: that of the system may lack Hangul.
 */
export const pageStyle = (title: string): string => `
@page { margin: 14mm 14mm 16mm; font: 8px/11px 'Pretendard Variable', Pretendard, sans-serif; color: #626b77; font-variant-numeric: tabular-nums;
  @bottom-left { content: '${cssString(title)}'; } @bottom-right { content: counter(page) ' / ' counter(pages); white-space: nowrap; } }
`

/**
 * Escapes text between the quotes of an embedded style sheet, so that it can end neither the string nor the style
 * element.
 */
const cssString = (text: string) =>
  text.replaceAll(/[\\'"<>&\p{Cc}]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)
