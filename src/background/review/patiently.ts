/** What takes longer than a person waits for is as good as no answer. */
export const patiently = async <T>(
  work: Promise<T>,
  milliseconds: number,
  otherwise: T,
): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
