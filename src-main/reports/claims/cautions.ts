import { fixedText } from '#shared/format/numbers.ts'
import type { Ending } from '#shared/contract/ending.ts'
import { cautionAt, shareMargin } from '#shared/refinement/comparison/compareSpaces.ts'
import { curtailedTexts, levelTexts } from '#shared/refinement/stopping/curtailed.ts'
import { halvingTexts } from '#shared/refinement/stopping/halvingText.ts'
import type { AnalysedSpace } from '../analysis.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'
import { endedText, isHalvedSpace, nameOf, unfinished, type Claim, type Claimed } from './claim.ts'

/** Cautions. */
export const cautions: readonly Claim[] = [
  {
    id: 'unfinished',
    holds: (facts) => unfinished(facts).length > 0 && facts.measured.length > 0,
    say: (facts, texts) =>
      texts.t('reportClaims.unfinished', {
        listed: texts.list(unfinished(facts).map((space) => endedText(space, texts))),
      }),
  },
  {
    id: 'fewNetworks',
    holds: (facts) => facts.measured.length > 0 && cautionAt(smallest(facts)) !== null,
    say: (facts, { t }) => {
      const n = smallest(facts)
      return t('reportClaims.fewNetworks', { n, points: Math.round(shareMargin(n)), caution: cautionAt(n)! })
    },
  },
  {
    id: 'shortMeans',
    holds: (facts) => shortMeans(facts).length > 0,
    say: (facts, { t, list }) => t('reportClaims.shortMeans', { names: list(shortMeans(facts).map(nameOf)) }),
  },
  {
    id: 'diverged',
    holds: ({ spaces }) => spaces.some(({ divergedCount }) => divergedCount > 0),
    say: ({ spaces, pair }, texts) => {
      const said = texts.t('reportClaims.diverged', { listed: counted(spaces, 'divergedCount', texts) })
      if (!pair?.diverged) return said
      const points = fixedText(pair.diverged.differences.counted, 1)
      return `${said} ${texts.t('reportClaims.divergedCounted', { points })}`
    },
  },
  {
    id: 'failed',
    holds: ({ spaces }) => spaces.some(({ failedCount }) => failedCount > 0),
    say: ({ spaces }, texts) => texts.t('reportClaims.failed', { listed: counted(spaces, 'failedCount', texts) }),
  },
  {
    id: 'excluded',
    holds: ({ spaces }) => spaces.some(({ exclusions }) => exclusions.length > 0),
    say: ({ spaces }, texts) =>
      spaces
        .filter(({ exclusions }) => exclusions.length > 0)
        .map((entry) => excludedText(entry, texts))
        .join(' '),
  },
  {
    id: 'endedEarly',
    holds: ({ spaces }) => watched(spaces).length > 0,
    say: ({ spaces, pair }, { t }) => {
      const ended = watched(spaces).flatMap((one) => curtailedTexts({ ...one, dropped: 0 }, t))
      const looked = pair ? levelTexts(pair.level, t) : []
      return [...(ended.length > 0 ? ended : [t('science.ending.undecided')]), ...looked].join(' ')
    },
  },
  {
    id: 'halved',
    holds: ({ spaces }) => spaces.some(isHalvedSpace),
    say: ({ spaces }, { t }) =>
      spaces
        .flatMap(({ space: { populations } }) => populations)
        .flatMap(({ name, halving }) => (halving ? halvingTexts({ name, ...halving }, t) : []))
        .join(' '),
  },
  {
    id: 'unlike',
    holds: ({ report }) => report.differing.length > 0,
    say: ({ report }, { t, list }) =>
      t('reportClaims.unlike', { parts: list(report.differing.map((part) => t(`reportClaims.differing.${part}`))) }),
  },
  {
    id: 'varied',
    holds: ({ report }) => report.varied.length > 0,
    say: ({ report }, { t, list }) =>
      t('reportClaims.variedOnPurpose', { parts: list(report.varied.map((key) => t(`reportClaims.varied.${key}`))) }),
  },
  {
    id: 'oneRecipe',
    holds: ({ report, measured }) => report.differing.length + report.varied.length === 0 && measured.length > 0,
    say: (_, { t }) => t('reportClaims.oneRecipe'),
  },
]

const smallest = ({ measured }: Claimed): number => Math.min(...measured.map(({ errors }) => errors.length))
const shortMeans = ({ measured }: Claimed): readonly AnalysedSpace[] =>
  measured.filter(({ statistics }) => statistics!.mean.isShort)

/** The populations that may end, or have ended, once their comparisons are decided. */
const watched = (spaces: readonly AnalysedSpace[]): { name: string; count: number; ending: Ending }[] =>
  spaces.flatMap(({ space: { populations } }) =>
    populations.flatMap(({ name, n, ending }) => (ending ? [{ name, count: n, ending }] : [])),
  )

/** "2 of A and 1 of B". */
function counted(
  spaces: readonly AnalysedSpace[],
  key: 'divergedCount' | 'failedCount',
  { t, list }: ReportTexts,
): string {
  const counts = spaces.filter((entry) => entry[key] > 0)
  return list(counts.map((entry) => t('reportClaims.countOf', { count: entry[key], name: nameOf(entry) })))
}

function excludedText(entry: AnalysedSpace, { t, list }: ReportTexts): string {
  const count = entry.exclusions.reduce((sum, one) => sum + one.count, 0)
  const reasons = list(entry.exclusions.map((one) => t('reportClaims.reason', one)))
  return t('reportClaims.excluded', { count, name: nameOf(entry), reasons })
}
