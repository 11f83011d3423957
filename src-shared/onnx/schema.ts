import protobuf from 'protobufjs/light.js'
import { onnxMessages } from './onnxMessages.ts'

const root = protobuf.Root.fromJSON({ nested: onnxMessages })

/** ONNX's ModelProto. */
export const modelProto = root.lookupType('ModelProto')
