import { triedText } from '#shared/refinement/tried/triedText.ts'
import type { Analysis, AnalysedPair, AnalysedSpace } from './analysis.ts'
import { answers } from './claims/answers.ts'
import { cautions } from './claims/cautions.ts'
import type { Claim, Claimed } from './claims/claim.ts'
import { evidence } from './claims/evidence.ts'
import type { StudyReport } from './studyReport.ts'
import { reportTexts } from './texts/reportTexts.ts'

export interface Verdict {
  /** The answer in one sentence. */
  readonly answer: string
  readonly evidence: readonly string[]
  readonly cautions: readonly string[]
  /** The sentence of the evidence that corrects the answer for all constraints tried; absent: there is none. */
  readonly corrected?: string
}

/** The findings of the study in plain words: the claims that hold. */
export function verdict(analysis: Analysis, report: StudyReport, texts = reportTexts.en): Verdict {
  const facts = claimed(analysis, report)
  const said = (claims: readonly Claim[]) =>
    claims.filter(({ holds }) => holds(facts)).map(({ say }) => say(facts, texts))
  return {
    answer: said(answers)[0] ?? texts.t('reportClaims.nothing'),
    evidence: said(evidence),
    cautions: said(cautions),
    ...(facts.pair?.corrected && { corrected: triedText(facts.pair.corrected, texts.t) }),
  }
}

/** The facts that a report's sentences may refer to. */
export function claimed(analysis: Analysis, report: StudyReport): Claimed {
  const measured = analysis.spaces.filter(({ errors }) => errors.length > 0)
  const best = measured.flatMap(({ finished }) => finished.slice(0, 1)).toSorted(byError)[0]
  return {
    report,
    spaces: analysis.spaces,
    measured,
    pair: analysis.headline,
    isBetweenSpaces: isBetweenSpaces(analysis.headline),
    best: best && { run: best, home: measured.find(({ finished }) => finished.includes(best))! },
    bestCount: best
      ? measured.flatMap(({ errors }) => errors).filter((error) => error === best.errorPercent).length
      : 0,
  }
}

const byError = (a: { errorPercent: number }, b: { errorPercent: number }): number => a.errorPercent - b.errorPercent

/** Whether the pair compares two spaces rather than two populations of one. */
function isBetweenSpaces(pair: AnalysedPair | undefined): boolean {
  return pair !== undefined && pair.newer.space.spaceName !== pair.older.space.spaceName
}

/** Number of distinct design spaces among the populations. */
export const spaceCount = (populations: readonly AnalysedSpace[]): number =>
  new Set(populations.map(({ space }) => space.spaceName)).size
