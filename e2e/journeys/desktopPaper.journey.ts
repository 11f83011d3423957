import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pageCount } from '#main/hosts/electron/files/pdfPages.ts'
import { drawPages, outlineOf, pageTexts } from '../pdf.ts'
import type { StandinHost } from '../standin/standinHost.ts'
import { expect, test } from './bench.ts'
import { chooseInMenu, saveAt } from './inside.ts'

/**
 * The sample study's report on paper, through the program's hidden page, which runs no script and loads nothing. The
 * PDFs and, if poppler is installed, a picture of every page are kept with the test results.
 */

test.beforeEach(({ program }) => {
  test.skip(program !== 'standin', 'What was printed is the stand-in’s to show.')
})

const english = [
  'Question',
  'What was found',
  'Table of the populations',
  'Error against parameters',
  'How it was done',
]
const korean = ['질문', '결과', '네트워크 집단 표', '매개변수에 따른 오류율', '실험 방법']

/** Of the report in either language. */
const pages = 6

test('the report of the sample study is saved as PDF and printed, in English and Korean', async ({ bench }, info) => {
  const desktop = bench.host as StandinHost
  const { page } = bench
  await desktop.evaluate(({ app }) => void (app.getLocaleCountryCode = () => 'KR'), undefined)
  await page.getByText('Queue is empty').waitFor()
  await chooseInMenu(desktop, 'File', 'Open Sample Study')
  await page.getByRole('link', { name: 'Reports', exact: true }).click()
  await page.getByRole('button', { name: 'New report' }).click()
  await expect(page.getByRole('article')).toContainText('Learning rate')

  const isSound = (pdf: Buffer, name: string, headings: readonly string[]) => {
    const kept = info.outputPath(name)
    writeFileSync(kept, pdf)
    drawPages(kept)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pageCount(pdf)).toBe(pages)
    const texts = pageTexts(kept)
    if (!texts) return
    expect(texts).toHaveLength(pages)
    for (const [i, text] of texts.entries()) {
      const lines = text.split('\n').flatMap((line) => line.trim() || [])
      expect(lines.pop()).toMatch(new RegExp(`^From AnyNetX_A to RegNetX: .* ${i + 1} ?/ ?${pages}$`))
      expect(headings, `the end of page ${i + 1}`).not.toContain(lines.at(-1))
    }
    for (const heading of headings) expect(texts.join('\n')).toContain(heading)
  }
  const saved = async (name: string) => {
    const file = join(bench.dataDir, name)
    await saveAt(desktop, file)
    await chooseInMenu(desktop, 'File', 'Save Report as PDF…')
    await expect(page.getByRole('status').filter({ hasText: name })).toBeVisible()
    return readFileSync(file)
  }

  await test.step('as a PDF in English', async () => {
    const pdf = await saved('English.pdf')
    isSound(pdf, 'English.pdf', english)
    expect(outlineOf(pdf)).toEqual(expect.arrayContaining(english))
  })

  await test.step('as a PDF in Korean', async () => {
    await page.getByRole('radio', { name: '한국어' }).click({ force: true })
    await expect(page.getByRole('article')).toContainText('학습률')
    const pdf = await saved('Korean.pdf')
    isSound(pdf, 'Korean.pdf', korean)
    expect(outlineOf(pdf)).toEqual(expect.arrayContaining(korean))
  })

  await test.step('printed', async () => {
    await chooseInMenu(desktop, 'File', 'Print…')
    const printed = () => desktop.evaluate(({ standin }) => standin.printed, undefined)
    await expect.poll(printed).toHaveLength(1)
    const [sent] = await printed()
    expect(sent!.options).toEqual({ printBackground: true, pageSize: 'A4' })
    isSound(Buffer.from(sent!.pdf, 'base64'), 'Printed.pdf', korean)
  })

  await test.step('and the hidden pages are closed', async () => {
    const windows = () => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, undefined)
    await expect.poll(windows).toBe(1)
  })
})
