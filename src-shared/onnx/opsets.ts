/**
 * IR version of the ONNX release that introduced an operator set, from ONNX's Versioning.md. A reader that supports a
 * release's operators also reads files of its IR version.
 */
const irVersions = { 11: 6, 12: 7, 13: 7, 14: 7, 15: 8, 16: 8, 17: 8, 18: 8, 19: 9, 20: 9, 21: 10 } as const

/** A version of ONNX's standard operators (`ai.onnx`). */
export type Opset = keyof typeof irVersions

/** The operator sets available for export, oldest first; the operators used mean the same in all of them. */
export const opsets = Object.keys(irVersions).map(Number) as Opset[]

/**
 * The default operator set of exported models. Read by onnxruntime from 1.12 (1.17 reads up to 20), TensorRT from 8.6,
 * OpenCV 4 and PyTorch's own converters.
 */
export const exportOpset: Opset = 17

/** The operator set of models that this program runs itself. */
export const ownOpset: Opset = 21

/** The IR version of a file with this operator set. */
export const irVersionOf = (opset: Opset): number => irVersions[opset]
