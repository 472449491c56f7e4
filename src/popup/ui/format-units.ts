/** A whole number in the smallest unit, as decimal text without needless zeros. */
export const formatUnits = (value: string | bigint, decimals: number): string => {
  const whole = BigInt(value)
  const sign = whole < 0n ? '-' : ''
  const digits = (whole < 0n ? -whole : whole).toString().padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  const fraction = digits.slice(cut).replace(/0+$/, '')
  return `${sign}${digits.slice(0, cut)}${fraction === '' ? '' : `.${fraction}`}`
}

const grouped = (digits: string): string => digits.replaceAll(/\B(?=(?:\d{3})+$)/g, ' ')

/** All of it, with its thousands apart. */
export const exactUnits = (value: string | bigint, decimals: number): string => {
  const [whole = '0', fraction] = formatUnits(value, decimals).split('.')
  return `${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`}`
}

/**
 * Short enough to read, and never more than there is: what does not fit is cut, not rounded. What
 * is too small to show is said to be.
 */
export const shortUnits = (value: string | bigint, decimals: number, places = 5): string => {
  const [whole = '0', fraction = ''] = formatUnits(value, decimals).split('.')
  const sign = whole.startsWith('-') ? '-' : ''
  const integer = whole.replace('-', '')
  const shown = fraction.slice(0, integer === '0' ? places : Math.max(2, places - 1))
  const trimmed = shown.replace(/0+$/, '')
  if (integer === '0' && trimmed === '' && fraction !== '') {
    return `${sign}<0.${'0'.repeat(places - 1)}1`
  }
  return `${sign}${grouped(integer)}${trimmed === '' ? '' : `.${trimmed}`}`
}
