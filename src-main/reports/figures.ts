import { html, type Markup } from './markup.ts'
import { curvesSection } from './sections/curves.ts'
import { decisionsSection } from './sections/decisions.ts'
import { edfDifferenceFigure, edfFigure } from './sections/distributions.ts'
import { methodSection, settingsFigure, spacesFigure } from './sections/method.ts'
import { networksSection } from './sections/networks.ts'
import { parametersSection } from './sections/parameters.ts'
import { populationsSection } from './sections/populations.ts'
import { runsSection } from './sections/runs.ts'
import { answerFigure, evidenceFigure } from './sections/verdict.ts'
import type { Shown } from './shown.ts'

/** Every figure of a report by id; undefined if it has nothing to show. */
export const figures = {
  verdict: (shown) => html`${answerFigure(shown)} ${evidenceFigure(shown)}`,
  answer: answerFigure,
  evidence: evidenceFigure,
  edf: edfFigure,
  edfDifference: edfDifferenceFigure,
  summaryTable: populationsSection,
  spaces: spacesFigure,
  parameters: parametersSection,
  bestNetworks: networksSection,
  trainingCurves: curvesSection,
  decisions: decisionsSection,
  settings: settingsFigure,
  method: methodSection,
  runs: runsSection,
} as const satisfies Record<string, (shown: Shown) => Markup | undefined>
export type ReportFigureId = keyof typeof figures
