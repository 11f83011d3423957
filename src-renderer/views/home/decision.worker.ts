import { answerDecisions, type DecisionQuestion } from './decisions.ts'
import { answering } from '#renderer/components/answering.ts'

answering((question: DecisionQuestion) => answerDecisions(question))
