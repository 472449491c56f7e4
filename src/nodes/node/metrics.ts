import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { payloadKind } from '../../protocol/limits.ts'
import type { Ceremonies } from './ceremonies/open-ceremonies.ts'
import type { Vault } from './store/vault.ts'

type Watched = {
  readonly problems: () => readonly string[]
  readonly vault: Pick<Vault, 'readyKeys'>
  readonly ceremonies: Pick<Ceremonies, 'signing' | 'peers' | 'pairs'>
}

/** What an operator's monitoring reads; the names are part of what we promise. */
export class Metrics {
  readonly registry = new Registry()
  readonly ceremonySeconds = new Histogram({
    name: 'assent_ceremony_seconds',
    help: 'How long ceremonies took, by kind and by how they ended.',
    labelNames: ['kind', 'outcome'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  })
  readonly signatures = new Counter({
    name: 'assent_signatures_total',
    help: 'Shares of signatures that this node gave, by the kind of payload.',
    labelNames: ['kind'],
    registers: [this.registry],
  })
  readonly answers = new Histogram({
    name: 'assent_answer_seconds',
    help: 'How long wallets waited for answers, by endpoint and by the code of the error, if any.',
    labelNames: ['endpoint', 'code'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  })

  constructor() {
    collectDefaultMetrics({ register: this.registry })
    // An alert on a series that is not there yet never comes.
    for (const kind of payloadKind.options) this.signatures.inc({ kind }, 0)
  }

  /** For the wallets' side, which names no metric of ours. */
  answered(
    endpoint: string,
    _status: number,
    code: string | undefined,
    milliseconds: number,
  ): void {
    this.answers.observe({ endpoint, code: code ?? '' }, milliseconds / 1000)
  }

  /** Values that are looked up whenever somebody asks for them. */
  watch({ problems, vault, ceremonies }: Watched): void {
    const { signing, peers, pairs } = ceremonies
    const gauges: Readonly<Record<string, readonly [string, () => number]>> = {
      ready: ['Whether the node can take part in signatures.', () => +(problems().length === 0)],
      ready_keys: ['Keys that wait for a mint.', () => vault.readyKeys().length],
      live_presignatures: ['Presignatures not used yet.', () => signing.livePresignatures],
      peers_connected: ['Other nodes that are connected.', () => peers.connected.size],
      pairs_live: ['Other nodes that are set up with.', () => pairs.live.size],
    }
    for (const [name, [help, value]] of Object.entries(gauges)) {
      const collect = function (this: Gauge): void {
        this.set(value())
      }
      const gauge = new Gauge({ name: `assent_${name}`, help, registers: [], collect })
      this.registry.registerMetric(gauge)
    }
  }
}
