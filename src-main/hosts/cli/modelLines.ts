import { readFileSync } from 'node:fs'
import { countText } from '#shared/format/counts.ts'
import { listText } from '#shared/format/lists.ts'
import { wholeText } from '#shared/format/numbers.ts'
import { network as english } from '#shared/messages/en/network.ts'
import { translation } from '#shared/messages/translation.ts'
import { modelComplexity, type CountedModel } from '#shared/onnx/modelComplexity.ts'
import { readModel, type OnnxModel } from '#shared/onnx/readModel.ts'
import { numericColumn } from './networkLines.ts'
import { tableLines, wrapped } from './output.ts'

/** An ONNX model with its costs. */
export interface FoundModel {
  readonly model: OnnxModel
  readonly counted: CountedModel
}

const t = translation<'network'>('en', { network: english })

/** Whether an argument is an ONNX model by its name. */
export const isModelFile = (file: string): boolean => /\.onnx$/i.test(file)

/** The model in a file, for images of `imageSize` pixels a side where it leaves that open. Throws ValueError. */
export function readModelFile(file: string, imageSize: number): FoundModel {
  const model = readModel(readFileSync(file))
  return { model, counted: modelComplexity(model, imageSize) }
}

/** A model for people: its input, its costs by operator and in all, and what could not be counted. */
export function modelLines(file: string, { model, counted }: FoundModel): string[] {
  const { name, channels, size, batch } = counted.traced.image
  const [height, width] = size
  const facts = [
    t('network.model.input', { name, channels, height, width, batch }),
    t('network.model.opset', { opset: model.opset }),
    ...(model.producer === '' ? [] : [t('network.model.producer', { producer: model.producer })]),
  ]
  const costs = ({ flops, parameters, activations }: Pick<CountedModel, 'flops' | 'parameters' | 'activations'>) =>
    [flops, parameters, activations].flatMap((count) => [count, countText(count)])
  const rows = counted.operators.map(({ domain, type, count, ...own }) => [
    ...[domain === '' ? type : `${domain}.${type}`, count, ...costs(own)],
  ])
  const titles = ['count', 'flops', '', 'parameters', '', 'activations', '']
  const notes = [
    ...(model.external ? [t('network.model.external', model.external)] : []),
    ...counted.uncounted.map(({ reason, types, count }) =>
      t(`network.model.uncounted.${reason}`, { count, number: wholeText(count), types: listText(types, 'en') }),
    ),
  ]
  return [
    `${file}: ${facts.join(', ')}`,
    '',
    ...tableLines(
      [{ title: 'operator' }, ...titles.map(numericColumn)],
      [...rows, ['all', model.nodes.length, ...costs(counted)]],
    ),
    ...notes.flatMap((note) => ['', ...wrapped(note, 120)]),
  ]
}

/** The same as data. */
export function modelRecord(file: string, { model, counted }: FoundModel) {
  const { flops, parameters, activations, operators, uncounted, traced } = counted
  return {
    ...{ name: file, opset: model.opset, producer: model.producer, input: traced.image },
    complexity: { paper: { flops, parameters, activations } },
    ...{ operators, uncounted, external: model.external },
  }
}
