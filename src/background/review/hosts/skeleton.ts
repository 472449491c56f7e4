/** Letters of other alphabets that look like one of ours, most of them in any typeface. */
const looks: Readonly<Record<string, string>> = {
  a: 'аαɑạąā',
  b: 'Ьƅ',
  c: 'сϲçć',
  d: 'ԁɗ',
  e: 'еҽėẹę',
  g: 'ɡġ',
  h: 'һհ',
  i: 'іıɩíìïị',
  j: 'ј',
  k: 'κкķ',
  l: 'ӏłḷ1|',
  m: 'мṃ',
  n: 'ոпńṇ',
  o: 'оοօọöóò0',
  p: 'рρ',
  q: 'ԛ',
  r: 'гṛ',
  s: 'ѕṣś',
  t: 'тτṭ',
  u: 'υսṵúüụ',
  v: 'ѵν',
  w: 'ԝѡώ',
  x: 'хχ',
  y: 'уγý',
  z: 'ʐżẓ',
}

const letters = new Map(
  Object.entries(looks).flatMap(([letter, others]) =>
    Array.from(others, (other) => [other, letter] as const),
  ),
)

/** What a name looks like: two with the same can be taken for each other. */
export const skeleton = (name: string): string =>
  Array.from(name.toLowerCase(), (character) => {
    const plain = character.normalize('NFKD').replace(/\p{M}/gu, '')
    return letters.get(character) ?? letters.get(plain) ?? plain
  })
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
    .replaceAll('i', 'l')
