// https://eips.ethereum.org/EIPS/eip-2718

/** By its first two bytes: a list of 56 to 255 bytes has no other header in RLP. */
const isList = (bytes: Uint8Array): boolean => bytes[0] === 0xf8 && bytes[1] === bytes.length - 2

/**
 * Two hashes, of which a page can try as many as it likes, are hashed again and signed without a
 * word in front that says what they are. Transactions and authorizations of today and tomorrow are
 * signed so too: a list, or a byte for the type and a list. Whatever has that form is refused, with
 * no look at what is in it: one honest message in 32,768 pays for it. All else that is signed has
 * more fixed bytes in one half than can be tried for: the words of EIP-191 in front of a message,
 * the types and addresses in a Cosmos document; and EIP-712 hashes 66 bytes.
 */
export const readsAsTransaction = (preimage: Uint8Array): boolean =>
  isList(preimage) || isList(preimage.subarray(1))
