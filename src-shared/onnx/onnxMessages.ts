/** A field of a message: its number, the name of its type (a scalar or a message of the table), and whether it repeats. */
export interface OnnxField {
  readonly id: number
  readonly type: string
  readonly rule?: 'repeated'
  readonly options?: { readonly packed: boolean }
}

const field = (id: number, type: string): OnnxField => ({ id, type })
const repeated = (id: number, type: string, packed?: boolean): OnnxField => ({
  ...{ id, type, rule: 'repeated' },
  ...(packed !== undefined && { options: { packed } }),
})

/**
 * The part of ONNX's protobuf schema (onnx/onnx.proto, IR version 10) that is written or read here, by message and
 * field. Numbers are the standard's; other fields are skipped when reading.
 */
export const onnxMessages = {
  ModelProto: {
    fields: {
      irVersion: field(1, 'int64'),
      producerName: field(2, 'string'),
      producerVersion: field(3, 'string'),
      docString: field(6, 'string'),
      graph: field(7, 'GraphProto'),
      opsetImport: repeated(8, 'OperatorSetIdProto'),
      metadataProps: repeated(14, 'StringStringEntryProto'),
    },
  },
  OperatorSetIdProto: { fields: { domain: field(1, 'string'), version: field(2, 'int64') } },
  StringStringEntryProto: { fields: { key: field(1, 'string'), value: field(2, 'string') } },
  GraphProto: {
    fields: {
      node: repeated(1, 'NodeProto'),
      name: field(2, 'string'),
      initializer: repeated(5, 'TensorProto'),
      input: repeated(11, 'ValueInfoProto'),
      output: repeated(12, 'ValueInfoProto'),
      valueInfo: repeated(13, 'ValueInfoProto'),
    },
  },
  NodeProto: {
    fields: {
      input: repeated(1, 'string'),
      output: repeated(2, 'string'),
      name: field(3, 'string'),
      opType: field(4, 'string'),
      attribute: repeated(5, 'AttributeProto'),
      domain: field(7, 'string'),
    },
  },
  AttributeProto: {
    fields: {
      name: field(1, 'string'),
      f: field(2, 'float'),
      i: field(3, 'int64'),
      s: field(4, 'bytes'),
      t: field(5, 'TensorProto'),
      g: field(6, 'GraphProto'),
      floats: repeated(7, 'float', false),
      ints: repeated(8, 'int64', false),
      type: field(20, 'int32'),
    },
  },
  TensorProto: {
    fields: {
      dims: repeated(1, 'int64', false),
      dataType: field(2, 'int32'),
      int32Data: repeated(5, 'int32', true),
      int64Data: repeated(7, 'int64', true),
      name: field(8, 'string'),
      rawData: field(9, 'bytes'),
      externalData: repeated(13, 'StringStringEntryProto'),
      dataLocation: field(14, 'int32'),
    },
  },
  ValueInfoProto: { fields: { name: field(1, 'string'), type: field(2, 'TypeProto') } },
  TypeProto: { fields: { tensorType: field(1, 'TensorType') } },
  TensorType: { fields: { elemType: field(1, 'int32'), shape: field(2, 'TensorShapeProto') } },
  TensorShapeProto: { fields: { dim: repeated(1, 'Dimension') } },
  Dimension: { fields: { dimValue: field(1, 'int64'), dimParam: field(2, 'string') } },
} as const satisfies Record<string, { fields: Readonly<Record<string, OnnxField>> }>

export type OnnxMessage = keyof typeof onnxMessages
