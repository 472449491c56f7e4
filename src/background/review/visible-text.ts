/**
 * What turns text around, hides in it, or breaks it into lines that are none: shown by its number,
 * so that nothing reads as something else. Line feeds and tabs stay.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu

export const visibleText = (text: string): string =>
  text.replace(invisible, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  )
