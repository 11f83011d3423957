import { answering } from '#renderer/components/answering.ts'
import { answerExplore } from './answerExplore.ts'

answering(answerExplore)
