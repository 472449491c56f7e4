import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { MAX_BODY_BYTES } from '../../../protocol/request.ts'

const tooLarge = (): ProtocolError =>
  new ProtocolError('too-large', `a request has at most ${MAX_BODY_BYTES} bytes`)

/** The body as it travelled. It is counted while it comes, whatever its length claims to be. */
export const readBody = async (request: Request): Promise<Uint8Array> => {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge()
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader()
  for (;;) {
    const next = await reader?.read()
    if (next === undefined || next.done) return join(chunks, length)
    length += next.value.length
    if (length > MAX_BODY_BYTES) {
      await reader?.cancel()
      throw tooLarge()
    }
    chunks.push(next.value)
  }
}

const join = (chunks: readonly Uint8Array[], length: number): Uint8Array => {
  const [only] = chunks
  if (only !== undefined && chunks.length === 1) return only
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
