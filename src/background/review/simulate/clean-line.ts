const unfit = /[\p{C}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu

/** What a contract or an RPC says of itself, as one short line that cannot pose as another. */
export const cleanLine = (text: string, most = 160): string => {
  const line = text.replace(unfit, ' ').replace(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line
}
