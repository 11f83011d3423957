/** The first line of an onnxruntime message without the place in its source and the condition that failed there. */
export function plainReason(message: string): string {
  const [line = ''] = message.split('\n')
  return line
    .replace(/^.*\bwas false\.\s*/, '')
    .replace(/^\S*onnxruntime_src\/\S+\s+/, '')
    .replace(/([^.!?])$/, '$1.')
}
