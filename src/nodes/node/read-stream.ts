export class TooLong extends Error {
  override readonly name = 'TooLong'
}

/** All of it, counted while it comes: nobody fills our memory. */
export const readStream = async (
  stream: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    length += part.length
    if (length > most) throw new TooLong(`a body of more than ${most} bytes`)
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts, length))
}
