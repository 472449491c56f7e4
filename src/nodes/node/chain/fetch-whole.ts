import { readStream } from '../read-stream.ts'

/** More than any answer that a node reads. */
const MOST_BYTES = 8 * 1024 * 1024

/**
 * `fetch`, with the whole body read before it resolves. viem's own limit of time ends with the
 * headers, so that an RPC which drips its answer would never be too late.
 */
export const fetchWhole: typeof fetch = async (input, init) => {
  const { status, headers, body } = await fetch(input, init)
  const whole = await readStream((body ?? []) as AsyncIterable<Uint8Array>, MOST_BYTES)
  return new Response(whole.length === 0 ? null : whole, {
    status,
    headers: { 'content-type': headers.get('content-type') ?? '' },
  })
}
