import { figureControls } from '#shared/figures/figureControls.ts'
import type { FigureId } from '#shared/figures/figureParameters.ts'
import type { ChosenParameters } from '#renderer/components/figures/optionText.ts'

/** The parameters of a figure in an address, as on the command line: "parameter=width4,count=3". */
export const parametersText = (chosen: ChosenParameters): string =>
  Object.entries(chosen)
    .map(([name, value]) => `${name}=${value}`)
    .join()

/** Those in an address that the figure has; a value that it does not take is left out. */
export function parametersIn(figure: FigureId, text: unknown): ChosenParameters {
  const pairs = typeof text === 'string' ? text.split(',') : []
  const given = new Map(
    pairs.map((pair): [string, string] => {
      const [name = '', value = ''] = pair.split('=')
      return [name, value]
    }),
  )
  return Object.fromEntries(
    figureControls(figure).flatMap((control): [string, string | number][] => {
      const value = given.get(control.name)
      if (value === undefined || value === '') return []
      if (control.kind === 'choice') return control.options.includes(value) ? [[control.name, value]] : []
      const number = Number(value)
      const isSound =
        number >= control.low && number <= control.high && (!control.isInteger || Number.isInteger(number))
      return isSound ? [[control.name, number]] : []
    }),
  )
}
