import { answering } from '#renderer/components/answering.ts'
import { answerPair, answerRow, bandsOf, type CompareQuestion } from './comparison.ts'

answering((question: CompareQuestion) => {
  if (question.kind === 'bands') return bandsOf(question.populations, question.bandKind)
  if (question.kind === 'pair') return answerPair(question)
  return question.rows.map(answerRow)
})
