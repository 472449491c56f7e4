// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ActionGrant, AddressGrant, AuthMethodGrant, Mint} from "../interfaces/Types.sol";

/// @notice EIP-712 struct hash of a mint: every field of it, so that whoever carries it to the
/// chain can change none.
library MintHash {
    bytes32 private constant ACTION = keccak256("ActionGrant(bytes id,uint256[] scopes)");
    bytes32 private constant ADDRESS = keccak256("AddressGrant(address account,uint256[] scopes)");
    bytes32 private constant AUTH_METHOD = keccak256(
        "AuthMethodGrant(uint256 authMethodType,bytes id,bytes userPubkey,uint256[] scopes)"
    );
    bytes32 private constant MINT = keccak256(
        "Mint(uint256 keyType,bytes publicKey,address owner,AuthMethodGrant[] authMethods,AddressGrant[] addresses,ActionGrant[] actions,bool addPkpEthAddressAsPermittedAddress,uint256[] pkpEthAddressScopes,bool sendPkpToItself,bool burn,uint256 deadline)ActionGrant(bytes id,uint256[] scopes)AddressGrant(address account,uint256[] scopes)AuthMethodGrant(uint256 authMethodType,bytes id,bytes userPubkey,uint256[] scopes)"
    );

    function hash(Mint calldata mint) internal pure returns (bytes32) {
        // Two halves, because one would have more values than the machine's stack can reach.
        return keccak256(
            bytes.concat(
                abi.encode(
                    MINT,
                    mint.keyType,
                    keccak256(mint.publicKey),
                    mint.owner,
                    _authMethods(mint.authMethods),
                    _addresses(mint.addresses)
                ),
                abi.encode(
                    _actions(mint.actions),
                    mint.addPkpEthAddressAsPermittedAddress,
                    _scopes(mint.pkpEthAddressScopes),
                    mint.sendPkpToItself,
                    mint.burn,
                    mint.deadline
                )
            )
        );
    }

    function _authMethods(AuthMethodGrant[] calldata grants) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](grants.length);
        for (uint256 i = 0; i < grants.length; ++i) {
            hashes[i] = keccak256(
                abi.encode(
                    AUTH_METHOD,
                    grants[i].authMethodType,
                    keccak256(grants[i].id),
                    keccak256(grants[i].userPubkey),
                    _scopes(grants[i].scopes)
                )
            );
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function _addresses(AddressGrant[] calldata grants) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](grants.length);
        for (uint256 i = 0; i < grants.length; ++i) {
            hashes[i] =
                keccak256(abi.encode(ADDRESS, grants[i].account, _scopes(grants[i].scopes)));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function _actions(ActionGrant[] calldata grants) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](grants.length);
        for (uint256 i = 0; i < grants.length; ++i) {
            hashes[i] =
                keccak256(abi.encode(ACTION, keccak256(grants[i].id), _scopes(grants[i].scopes)));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function _scopes(uint256[] calldata scopes) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(scopes));
    }
}
