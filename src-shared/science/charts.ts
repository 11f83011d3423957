/**
 * The charts of the window and of reports: functions from data to an ECharts option, and to SVG where there is no DOM.
 *
 * @module
 */
export { darkTheme, lightTheme, type ChartTheme } from '#shared/charts/chartTheme.ts'
export type { ChartView, Drawing } from '#shared/charts/chartView.ts'
export { drawingSvg } from '#shared/charts/drawingSvg.ts'
export { edfChart, errorScale, type EdfChartInput, type EdfSeries } from '#shared/charts/edfChart.ts'
export { edfDifferenceChart, type EdfDifferenceInput } from '#shared/charts/edfDifferenceChart.ts'
export { histogram, type HistogramInput } from '#shared/charts/histogram.ts'
export { parallelCoordinates } from '#shared/charts/parallelCoordinates.ts'
export { parameterScatter, type ScatterInput } from '#shared/charts/parameterScatter.ts'
export { populationEdf, type PopulationEdfInput } from '#shared/charts/populationEdf.ts'
export { curveScale, smallMultiple, type SmallMultipleInput } from '#shared/charts/smallMultiple.ts'
export { spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'
export { trainingCurves, type TrainingCurve } from '#shared/charts/trainingCurves.ts'
export { widthsChart, type WidthsInput } from '#shared/charts/widthsChart.ts'
