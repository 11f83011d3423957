import { MultiBar, Presets } from 'cli-progress'
import type { SpaceProgress, StudyProgress } from '#main/studyRunner/studyTally.ts'
import { print } from './output.ts'
import { durationText } from '#shared/format/durations.ts'
import { percentText } from '#shared/format/numbers.ts'

/** Displays a study's progress: bars on a terminal, occasional lines elsewhere. */
export interface StudyProgressView {
  show(progress: StudyProgress): void
  end(): void
}

/** `quietOutput`: standard output is reserved for JSON, so lines go to standard error. */
export function studyProgressView(quietOutput: boolean): StudyProgressView {
  return process.stderr.isTTY ? bars() : lines(quietOutput ? (line) => process.stderr.write(`${line}\n`) : print)
}

function bars(): StudyProgressView {
  const multi = new MultiBar(
    { format: '{name} {bar} {value}/{total}  {facts}', hideCursor: true, barsize: 24, linewrap: false },
    Presets.shades_grey,
  )
  let shown: { bar: ReturnType<MultiBar['create']>; space: SpaceProgress }[] = []
  return {
    show({ spaces, remainingMs }) {
      const width = Math.max(...spaces.map(({ name }) => name.length))
      if (shown.length === 0)
        shown = spaces.map((space) => ({
          space,
          bar: multi.create(space.total, 0, { name: space.name.padEnd(width), facts: '' }),
        }))
      spaces.forEach((space, i) => {
        const last = i === spaces.length - 1 && remainingMs !== null ? `  ${durationText(remainingMs, 'en')} left` : ''
        shown[i]!.bar.update(over(space), { facts: `${factsOf(space)}${last}` })
      })
    },
    end() {
      if (multi.isActive) multi.stop()
    },
  }
}

const lineEveryMs = 10_000

function lines(write: (line: string) => void): StudyProgressView {
  let writtenAt = -Infinity
  let lastLine = ''
  const lineOf = ({ spaces, remainingMs }: StudyProgress) => {
    const parts = spaces.map((space) => `${space.name} ${over(space)}/${space.total} ${factsOf(space)}`.trimEnd())
    return { text: parts.join('; '), rest: remainingMs === null ? '' : `; ${durationText(remainingMs, 'en')} left` }
  }
  let latest: StudyProgress | undefined
  return {
    show(progress) {
      latest = progress
      const { text, rest } = lineOf(progress)
      if (text === lastLine || performance.now() - writtenAt < lineEveryMs) return
      write(`${text}${rest}`)
      writtenAt = performance.now()
      lastLine = text
    },
    end() {
      if (!latest) return
      const { text } = lineOf(latest)
      if (text !== lastLine) write(text)
      latest = undefined
    },
  }
}

const over = ({ finished, diverged, failed }: SpaceProgress): number => finished + diverged + failed

function factsOf({ bestErrorPercent, meanErrorPercent, diverged, failed, endedAt }: SpaceProgress): string {
  const facts = [
    bestErrorPercent === null ? '' : `best ${percentText(bestErrorPercent)} %`,
    meanErrorPercent === null ? '' : `mean ${percentText(meanErrorPercent)} %`,
    diverged > 0 ? `${diverged} diverged` : '',
    failed > 0 ? `${failed} failed` : '',
    endedAt === null ? '' : 'ended early, decided',
  ]
  return facts.filter((fact) => fact !== '').join(' ')
}
