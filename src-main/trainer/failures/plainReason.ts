/** The first line of an onnxruntime message without its code, source location and failed condition. */
export function plainReason(message: string): string {
  const [line = ''] = message.split('\n')
  return line
    .replace(/^.*?\[ONNXRuntimeError\] : \d+ : \w+ : /, '')
    .replace(/^.*\bwas false\.\s*/, '')
    .replace(/^\S*onnxruntime_src\/\S+\s+/, '')
    .replace(/([^.!?])$/, '$1.')
}
