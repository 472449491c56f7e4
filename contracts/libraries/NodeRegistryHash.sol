// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Node} from "../interfaces/Types.sol";

/// @notice EIP-712 struct hashes of what nodes state about their set.
library NodeRegistryHash {
    bytes32 private constant NODE = keccak256(
        "Node(uint16 party,address operator,address signer,bytes32 identityKey,bytes32 certificate,string peerUrl,string walletUrl)"
    );
    bytes32 private constant NODE_SET = keccak256(
        "NodeSet(bytes32 previous,uint32 epoch,uint16 threshold,bytes networkKey,Node[] nodes)Node(uint16 party,address operator,address signer,bytes32 identityKey,bytes32 certificate,string peerUrl,string walletUrl)"
    );
    bytes32 private constant NETWORK_KEY =
        keccak256("NetworkKey(bytes32 previous,uint32 epoch,bytes networkKey)");
    bytes32 private constant CERTIFICATE =
        keccak256("Certificate(bytes32 previous,uint32 epoch,uint16 party,bytes32 certificate)");

    function nodeSet(
        bytes32 previous,
        uint32 epoch,
        uint16 threshold,
        bytes memory key,
        Node[] memory nodes
    ) internal pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](nodes.length);
        for (uint256 i = 0; i < nodes.length; ++i) hashes[i] = _node(nodes[i]);
        return keccak256(
            abi.encode(
                NODE_SET,
                previous,
                epoch,
                threshold,
                keccak256(key),
                keccak256(abi.encodePacked(hashes))
            )
        );
    }

    function networkKey(
        bytes32 previous,
        uint32 epoch,
        bytes memory key
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(NETWORK_KEY, previous, epoch, keccak256(key)));
    }

    function certificate(
        bytes32 previous,
        uint32 epoch,
        uint16 party,
        bytes32 fingerprint
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(CERTIFICATE, previous, epoch, party, fingerprint));
    }

    function _node(Node memory node) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                NODE,
                node.party,
                node.operator,
                node.signer,
                node.identityKey,
                node.certificate,
                keccak256(bytes(node.peerUrl)),
                keccak256(bytes(node.walletUrl))
            )
        );
    }
}
