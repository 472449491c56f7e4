// Sends a transaction from an account whose key no process ever held. Needs ./start.sh beside it.
import { createWalletClient, http, parseEther, publicActions, zeroAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { createSigner } from '../src/quorum/accounts/signer.ts'
import { toViemAccount } from '../src/quorum/accounts/to-viem-account.ts'
import { mintKey } from '../src/quorum/keys/mint-key.ts'
import { connect } from '../src/quorum/network/connect.ts'
import { signInWithAccount } from '../src/quorum/sessions/sign-in-with-account.ts'
import { readDevnet } from './devnet/devnet.ts'

const { deployment, chain, fund } = readDevnet()
const network = await connect({ deployment })
const session = await signInWithAccount(network, privateKeyToAccount(generatePrivateKey()))
const account = toViemAccount(createSigner(session, await mintKey(session)))
await fund(account.address)
const client = createWalletClient({ account, chain, transport: http() }).extend(publicActions)
const hash = await client.sendTransaction({ to: zeroAddress, value: parseEther('0.01') })
const { status, blockNumber } = await client.waitForTransactionReceipt({ hash })
console.log(`${account.address} sent ${hash}: ${status} in block ${blockNumber}`)
