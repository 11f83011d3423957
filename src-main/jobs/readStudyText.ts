import { sentence } from '#shared/sentences/sentence.ts'
import { parseStudyFile, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { readYaml, YamlError } from '#shared/text/readYaml.ts'
import { LabError } from '#main/store/labError.ts'

/** The study described by the text of a study file. Throws LabError 'invalid', or ValueError naming the place. */
export function readStudyText(text: string): StudyFile {
  return parseStudyFile(parsed(text))
}

function parsed(text: string): unknown {
  try {
    return readYaml(text)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    const { place } = error
    const said = place ? sentence('inLine', { line: place.line, faults: error.sentence }) : error.sentence
    throw new LabError('invalid', sentence('notYaml', { said }), { cause: error })
  }
}
