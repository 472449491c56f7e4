// Signs for a Cosmos chain with an account whose key no process ever held. Needs ./start.sh.
import { makeSignDoc } from '@cosmjs/amino'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { createSigner } from '../src/quorum/accounts/signer.ts'
import { toOfflineSigner } from '../src/quorum/accounts/to-offline-signer.ts'
import { mintKey } from '../src/quorum/keys/mint-key.ts'
import { connect } from '../src/quorum/network/connect.ts'
import { signInWithAccount } from '../src/quorum/sessions/sign-in-with-account.ts'
import { readDevnet } from './devnet/devnet.ts'

const network = await connect({ deployment: readDevnet().deployment })
const session = await signInWithAccount(network, privateKeyToAccount(generatePrivateKey()))
const signer = toOfflineSigner(createSigner(session, await mintKey(session)), 'cosmos')
const [{ address: from } = { address: '' }] = await signer.getAccounts()
const value = { from_address: from, to_address: from, amount: [{ denom: 'stake', amount: '1' }] }
const fee = { amount: [{ denom: 'stake', amount: '1' }], gas: '200000' }
const doc = makeSignDoc([{ type: 'cosmos-sdk/MsgSend', value }], fee, 'devnet-1', '', 0, 0)
const { signature } = await signer.signAmino(from, doc)
console.log(`${from} signed: ${signature.signature}`)
