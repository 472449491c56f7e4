import * as z from 'zod'

const metadata = z.object({ image: z.string().startsWith('data:image/svg+xml;base64,') })
const prefix = 'data:application/json;base64,'

/** The picture within a token's metadata, which stands in its URI. */
export function pictureOf(uri: string): string | undefined {
  if (!uri.startsWith(prefix)) return undefined
  try {
    const json = Buffer.from(uri.slice(prefix.length), 'base64').toString('utf8')
    return metadata.parse(JSON.parse(json)).image
  } catch {
    return undefined
  }
}
