/** A number that somebody typed, in the smallest unit; nothing when it is none, or too fine. */
export const parseUnits = (text: string, decimals: number): string | undefined => {
  const match = /^(\d*)(?:[.,](\d*))?$/.exec(text.trim().replaceAll(/[\s_ ]/g, ''))
  if (match === null) return undefined
  const [, whole = '', fraction = ''] = match
  if (whole === '' && fraction === '') return undefined
  if (fraction.replace(/0+$/, '').length > decimals) return undefined
  const digits = `${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`.replace(/^0+/, '')
  return digits.length > 78 ? undefined : digits === '' ? '0' : digits
}
