import { identiconShape } from './identicon-shape.ts'

/** A flower of an address's own: for recognising it, never for comparing it. */
export const Identicon = ({
  address,
  size = 36,
}: {
  readonly address: string
  readonly size?: number
}) => {
  const { hue, other, petals, length, width, turn, core, dots } = identiconShape(address)
  const places = Array.from({ length: petals }, (_, place) => turn + (360 * place) / petals)
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 100"
      width={size}
      height={size}
      className="shrink-0 rounded-full"
    >
      <rect width="100" height="100" fill={`oklch(0.36 0.09 ${hue})`} />
      <circle cx="50" cy="50" r="44" fill={`oklch(0.44 0.11 ${hue})`} />
      {places.map((angle) => (
        <g key={angle} transform={`rotate(${angle} 50 50)`}>
          <ellipse
            cx="50"
            cy={50 - length / 2 - 2}
            rx={width / 1.6}
            ry={length / 1.7}
            fill={`oklch(0.78 0.14 ${other})`}
            opacity="0.62"
          />
          {dots && <circle cx="50" cy="12" r="4.5" fill={`oklch(0.9 0.09 ${other})`} />}
        </g>
      ))}
      <circle cx="50" cy="50" r={core} fill={`oklch(0.95 0.06 ${other})`} />
    </svg>
  )
}
