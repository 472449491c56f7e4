// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice One node of a node set.
struct Node {
    /// The point at which the node holds its share of every key; its own for ever.
    uint16 party;
    /// Who answers for the node.
    address operator;
    /// The account whose signatures count for the node on chain. It needs no money.
    address signer;
    /// Ed25519: signs the node's answers, and its statements in ceremonies.
    bytes32 identityKey;
    /// SHA-256 of the TLS certificate's DER. Zero once it is revoked.
    bytes32 certificate;
    string peerUrl;
    string walletUrl;
}

/// @notice Something that can prove who asks. Types and ids are those of the PKP ecosystem.
struct AuthMethod {
    uint256 authMethodType;
    bytes id;
    bytes userPubkey;
}

struct AuthMethodGrant {
    uint256 authMethodType;
    bytes id;
    bytes userPubkey;
    uint256[] scopes;
}

struct AddressGrant {
    address account;
    uint256[] scopes;
}

struct ActionGrant {
    bytes id;
    uint256[] scopes;
}

/// @notice All that a mint does, and therefore all that the nodes sign.
struct Mint {
    uint256 keyType;
    bytes publicKey;
    /// Zero if the PKP is to own itself, or to be burned.
    address owner;
    AuthMethodGrant[] authMethods;
    AddressGrant[] addresses;
    ActionGrant[] actions;
    bool addPkpEthAddressAsPermittedAddress;
    uint256[] pkpEthAddressScopes;
    bool sendPkpToItself;
    bool burn;
    /// Unix time in seconds, the last at which the mint is taken.
    uint256 deadline;
}

/// @notice All that a node has to know of a PKP, from one call at one block.
struct PkpRecord {
    bytes publicKey;
    address ethAddress;
    /// Zero if the PKP was burned.
    address owner;
    /// Sessions made before this Unix time, in seconds, are over.
    uint64 sessionsValidFrom;
    AuthMethod[] authMethods;
    /// Of each auth method, in the same order: bit n stands for scope n.
    uint256[] scopes;
}
