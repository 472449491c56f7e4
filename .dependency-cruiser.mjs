// Who may know whom: docs/architecture.md draws it, this file holds it. What is not allowed here
// is refused, so a new room, or a new arrow, starts with a line here.

/** Of threshold, what joins and checks signatures; the client of a node set needs no more. */
const thresholdForQuorum = [
  '^src/threshold/(errors|identity)[.]ts$',
  '^src/threshold/(encoding|groups)/',
  '^src/threshold/sharing/(key-share|sharing-codec)[.]ts$',
  '^src/threshold/ecdsa/(acknowledgement|combine|contribution|header|request|signature-share)[.]ts$',
  '^src/threshold/ecdsa/judge-(contributions|key-sum|shares)[.]ts$',
  '^src/threshold/bls/(combine|ibe|purpose|share|verify)[.]ts$',
]

/** The one file in which threshold meets Node. */
const native = '^src/threshold/primitives/native[.]ts$'

/** What a devnet starts; the rest of a node is none of its business. */
const nodeEntry = '^src/nodes/node/main[.]ts$'

/** Arrows of each room, every one of them written out: what a room can reach, it may name. */
const rooms = {
  threshold: [],
  payloads: [],
  protocol: ['payloads'],
  registry: ['protocol', 'payloads'],
  quorum: ['protocol', 'registry', 'payloads'],
  messages: [],
  networks: [],
  background: ['quorum', 'registry', 'protocol', 'payloads', 'messages', 'networks'],
  content: ['messages'],
  popup: ['messages', 'networks'],
  'nodes/node': ['threshold', 'payloads', 'protocol', 'registry'],
  'nodes/deployment': ['registry', 'protocol', 'payloads'],
  'nodes/relay': ['nodes/deployment', 'registry', 'protocol', 'payloads'],
  'nodes/devnet': ['nodes/deployment', 'registry', 'protocol', 'payloads'],
  'nodes/cli': [
    'nodes/node',
    'nodes/deployment',
    'nodes/relay',
    'nodes/devnet',
    'quorum',
    'threshold',
    'registry',
    'protocol',
    'payloads',
  ],
}

const tests = '[.](test|bench)[.]tsx?$'
const packages = '(^|/)node_modules/'
const nobles = '(^|/)node_modules/@noble/'
const scureBase = '(^|/)node_modules/@scure/base/'
const nodeCrypto = '^(node:)?crypto$'

/** @param {string} name */
const room = (name) => `^src/${name}/`

/** @param {string | string[]} path */
const product = (path) => ({ path, pathNot: tests })

const arrows = Object.entries(rooms).map(([name, known]) => ({
  from: product(room(name)),
  to: product([name, ...known].map(room)),
}))

const packageUsers = Object.keys(rooms).filter(
  (name) => name !== 'threshold' && name !== 'payloads',
)

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  allowedSeverity: 'error',
  allowed: [
    ...arrows,
    { from: product(room('threshold')), to: { path: nobles } },
    // The wallet's worker bundles it, and nodes judge by it: no client library comes in with it.
    { from: product(room('payloads')), to: { path: [nobles, scureBase] } },
    { from: { path: native }, to: { path: nodeCrypto, dependencyTypes: ['core'] } },
    { from: product(room('quorum')), to: product(thresholdForQuorum) },
    {
      from: product(room('popup')),
      to: { ...product(room('background')), dependencyTypes: ['type-only'] },
    },
    { from: product(room('nodes/devnet')), to: { path: nodeEntry } },
    { from: product(packageUsers.map(room)), to: { path: packages } },
    { from: product('^src/nodes/'), to: { dependencyTypes: ['core'] } },
    { from: { path: tests }, to: {} },
    { from: { pathNot: '^src/' }, to: {} },
  ],
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-test-in-product',
      comment: 'What only tests need stays with the tests.',
      severity: 'error',
      from: product('^src/'),
      to: { path: [tests, '^(test|bench|examples|scripts)/'] },
    },
    {
      name: 'no-development-package-in-product',
      comment: 'What the product imports stands under "dependencies".',
      severity: 'error',
      from: product('^src/'),
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'quorum-reaches-no-ceremony',
      comment: 'The client of a node set runs in a service worker, and holds no share of a key.',
      severity: 'error',
      // What quorum may name is held to it too: it must be fit before quorum asks for it.
      from: product([room('quorum'), ...thresholdForQuorum]),
      to: { path: [nodeCrypto, '^src/threshold/ceremony/'], reachable: true },
    },
    {
      name: 'one-room-opens-the-store',
      comment: 'Shares of keys are read and written in nodes/node/store, and nowhere else.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/nodes/node/store/'] },
      to: {
        path: ['^src/nodes/node/store/shares', '(^|/)node_modules/(libsql|better-sqlite3|kysely)/'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types are imports too: an arrow that only types follow is an arrow.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
}
