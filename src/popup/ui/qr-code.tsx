import { encodeQR } from 'qr'
import { useMemo } from 'react'

/** Always dark on white: that is what cameras read. */
export const QrCode = ({
  text,
  label,
  size = 200,
}: {
  readonly text: string
  readonly label: string
  readonly size?: number
}) => {
  const { path, side } = useMemo(() => {
    const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 })
    const squares = rows.flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
    )
    return { path: squares.join(''), side: rows.length }
  }, [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      width={size}
      height={size}
      shapeRendering="crispEdges"
      className="rounded-md"
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#10152a" />
    </svg>
  )
}
