import { fittedLine } from '#shared/designspaces/fittedLine.ts'
import { answering } from '#renderer/components/answering.ts'
import type { LinesQuestion } from './drawnSizes.ts'

answering(({ networks }: LinesQuestion) => networks.map(fittedLine))
