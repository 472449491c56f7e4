/** The letter in its four colours, as its owner asks for it on buttons. */
export const GoogleMark = () => (
  <svg aria-hidden="true" viewBox="0 0 48 48" width="20" height="20">
    <g fill="none" strokeWidth="8">
      <path stroke="#ea4335" d="M38.1 11.7A18 18 0 0 0 8.1 16.1" />
      <path stroke="#fbbc05" d="M8.1 16.1a18 18 0 0 0 .1 16" />
      <path stroke="#34a853" d="M8.2 32.1a18 18 0 0 0 27.4 5.6" />
      <path stroke="#4285f4" d="M35.6 37.7A18 18 0 0 0 42 24H24" />
    </g>
  </svg>
)
