import type { ChainView } from '../../../messages/popup/chain-view.ts'

/** A colour of its own for each network, from its number. */
export const ChainDot = ({
  chain,
  size = 18,
}: {
  readonly chain: ChainView
  readonly size?: number
}) => {
  const hue = (Number.parseInt(chain.chainId, 16) * 137.5) % 360
  return (
    <span
      aria-hidden="true"
      style={{
        width: size,
        height: size,
        fontSize: size * 0.56,
        background: chain.testnet
          ? 'var(--sunk)'
          : `oklch(0.5 0.12 ${Number.isNaN(hue) ? 0 : hue})`,
        color: chain.testnet ? 'var(--soft)' : '#ffffff',
      }}
      className="inline-flex shrink-0 items-center justify-center rounded-full border border-line leading-none font-semibold"
    >
      {chain.name.slice(0, 1).toUpperCase()}
    </span>
  )
}
