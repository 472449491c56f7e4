/** What everything looks like that takes text or a choice. */
export const inputClasses =
  'w-full rounded-md border border-edge bg-card px-3 text-base text-ink placeholder:text-soft aria-invalid:border-danger-strong disabled:opacity-50'
