import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import { answering } from '#renderer/components/answering.ts'
import type { LinesQuestion } from './drawnSizes.ts'

answering(({ networks }: LinesQuestion) => networks.map(fittedLine))
