import { pino, type DestinationStream, type Logger } from 'pino'
import type { NodeConfig } from './config.ts'

export type Log = Logger

/** Whatever is logged under these names, at whatever place an object has them, is left out. */
const secret = [
  'authorization',
  'body',
  'cookie',
  'digest',
  'idToken',
  'key',
  'payload',
  'proof',
  'secret',
  'seed',
  'share',
  'token',
]

/** JSON lines on standard output. Callers name each field; whole requests are never logged. */
export const createLog = (
  { party, logLevel }: Pick<NodeConfig, 'party' | 'logLevel'>,
  destination?: DestinationStream,
): Log =>
  pino(
    {
      level: logLevel,
      base: { party },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), remove: true },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  )
