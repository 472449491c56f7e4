/** Three lamps, two of them lit: as many as it takes. */
export const Mark = ({ size = 28 }: { readonly size?: number }) => (
  <svg aria-hidden="true" viewBox="0 0 48 48" width={size} height={size} className="shrink-0">
    <path d="M24 11 12 34M24 11l12 23M12 34h24" stroke="var(--line)" strokeWidth="3" fill="none" />
    <circle cx="24" cy="11" r="7" fill="var(--lamp)" />
    <circle cx="12" cy="34" r="7" fill="var(--lamp)" />
    <circle cx="36" cy="34" r="5.5" fill="var(--card)" stroke="var(--soft)" strokeWidth="3" />
  </svg>
)
