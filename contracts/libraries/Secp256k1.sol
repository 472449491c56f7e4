// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Public keys on secp256k1 (SEC 2, 2.4.1), uncompressed: 0x04, x, y.
library Secp256k1 {
    uint256 private constant FIELD =
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F;

    /// @dev The curve has prime order, so a point on it is in the right group, and infinity has
    /// no uncompressed form.
    function isPublicKey(bytes calldata key) internal pure returns (bool) {
        if (key.length != 65 || key[0] != 0x04) return false;
        uint256 x = uint256(bytes32(key[1:33]));
        uint256 y = uint256(bytes32(key[33:65]));
        if (x >= FIELD || y >= FIELD) return false;
        uint256 right = addmod(mulmod(mulmod(x, x, FIELD), x, FIELD), 7, FIELD);
        return mulmod(y, y, FIELD) == right;
    }

    function toAddress(bytes32 x, bytes32 y) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encodePacked(x, y)))));
    }
}
