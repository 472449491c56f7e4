export const timed = <T>(work: () => T): { readonly value: T; readonly milliseconds: number } => {
  const start = performance.now()
  const value = work()
  return { value, milliseconds: performance.now() - start }
}

/** The smallest sample that at least this part of all samples does not exceed. */
export const quantile = (samples: readonly number[], part: number): number => {
  const ascending = samples.toSorted((a, b) => a - b)
  return ascending[Math.max(0, Math.ceil(part * ascending.length) - 1)] ?? Number.NaN
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)
