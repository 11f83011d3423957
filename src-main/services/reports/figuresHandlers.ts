import { fileName } from '#shared/files/fileName.ts'
import { figureLacks, figureTitle, showsInspections, textTypes } from '#main/reports/figureFiles/askedFigure.ts'
import { LabError } from '#main/store/labError.ts'
import type { Handlers } from '../handlers.ts'
import type { LabContext } from '../labContext.ts'
import { figureSource } from './figureSource.ts'

/** Handlers for single figures of the table. */
export function figuresHandlers(core: LabContext): Handlers<'figures'> {
  return {
    lacks: async ({ studyId, ...asked }) => figureLacks(await figureSource(core, studyId, asked)),
    async draw({ studyId, populationIds, ...order }, { signal }) {
      const { figure, language } = order
      const source = await figureSource(core, studyId, {
        populationIds,
        language,
        inspections: showsInspections(figure),
      })
      return core.jobs.run('drawFigure', { source, order }, { signal })
    },
    async file({ studyId, populationIds, format, ...order }, { signal }) {
      const { figure, language } = order
      const source = await figureSource(core, studyId, {
        populationIds,
        language,
        inspections: showsInspections(figure),
      })
      const written = await core.jobs.run('writeFigure', { source, order, format }, { signal })
      if (typeof written !== 'string') throw new LabError('invalid', written.lack)
      return new File([written], fileName(figureTitle(figure, language), format), { type: textTypes[format] })
    },
  }
}
