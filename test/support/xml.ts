import { expect } from 'vitest'

const tag =
  /<(?<end>\/?)(?<name>[a-zA-Z]+)(?<attributes>(?: [a-zA-Z:-]+="[^"<&]*")*)(?<empty>\/?)>/gy

/** That a text is one XML element whose tags all close, in the plain subset that we write. */
export function expectWellFormed(xml: string): void {
  const open: string[] = []
  let place = 0
  while (place < xml.length) {
    tag.lastIndex = place
    const groups = tag.exec(xml)?.groups
    if (groups === undefined) {
      const text = /[^<>&]+/y
      text.lastIndex = place
      expect(text.test(xml) && open.length > 0, `XML at ${place}: ${xml.slice(place, 80)}`).toBe(
        true,
      )
      place = text.lastIndex
      continue
    }
    place = tag.lastIndex
    const attributes = [...(groups['attributes'] ?? '').matchAll(/ (?<key>[a-zA-Z:-]+)=/g)]
    const keys = attributes.map((match) => match.groups?.['key'])
    expect(new Set(keys).size, `attributes of ${groups['name']}`).toBe(keys.length)
    if (groups['end'] === '/') expect(open.pop()).toBe(groups['name'])
    else if (groups['empty'] === '') open.push(groups['name'] ?? '')
    if (open.length === 0) expect(place, 'one element').toBe(xml.length)
  }
  expect(open).toEqual([])
}
