// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Enumerable} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Enumerable.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {IPkpNft} from "./interfaces/IPkpNft.sol";
import {IPkpPermissions} from "./interfaces/IPkpPermissions.sol";
import {AuthMethodGrant, Mint} from "./interfaces/Types.sol";
import {AuthMethodTypes} from "./libraries/AuthMethodTypes.sol";
import {MintHash} from "./libraries/MintHash.sol";
import {PkpPicture} from "./libraries/PkpPicture.sol";
import {Secp256k1} from "./libraries/Secp256k1.sol";

/// @title Keys that a node set holds, each one a token
/// @notice A mint is taken only with the signatures of a threshold of nodes over all that it does.
/// Who sends it does not matter and can change nothing; sent twice, or by somebody else first, it
/// has the same effect once.
/// @dev Enumerable, so that a wallet finds the PKPs of an address without an indexer.
contract PkpNft is ERC721Enumerable, EIP712, IPkpNft {
    error UnsupportedKeyType(uint256 keyType);
    error NotAPublicKey(bytes publicKey);
    error AlreadyMinted(uint256 tokenId);
    error UnknownPkp(uint256 tokenId);
    error MintExpired(uint256 deadline, uint256 time);
    error AmbiguousOwner(address owner, bool sendPkpToItself, bool burn);
    error WrongKindOfMint(bool burn);
    error NothingGranted(uint256 tokenId);
    error NotOwnerNorApproved(uint256 tokenId, address sender);
    error PermissionsServeAnother(address permissions, address nft);

    event PkpMinted(
        uint256 indexed tokenId,
        address indexed ethAddress,
        uint256 keyType,
        bytes publicKey,
        bool burned
    );

    struct Point {
        bytes32 x;
        bytes32 y;
    }

    uint256 private constant ECDSA_SECP256K1 = 2;

    INodeRegistry public immutable nodeRegistry;
    IPkpPermissions public immutable permissions;

    /// @notice The PKP of an EVM address; zero if there is none. Burned ones stay.
    mapping(address ethAddress => uint256 tokenId) public ethAddressToPkpId;

    /// Never deleted: a burned PKP still signs for its actions, and stays verifiable.
    mapping(uint256 tokenId => Point) private _keys;

    constructor(
        INodeRegistry registry,
        IPkpPermissions permissionsContract
    ) ERC721("Assent PKP", "PKP") EIP712("Assent PkpNft", "1") {
        address served = permissionsContract.getPkpNftAddress();
        if (served != address(this)) {
            revert PermissionsServeAnother(address(permissionsContract), served);
        }
        nodeRegistry = registry;
        permissions = permissionsContract;
    }

    /// @notice Mints a PKP to an owner, or to itself, with its first permissions.
    function mintNext(
        Mint calldata mint,
        bytes[] calldata signatures
    ) external returns (uint256 tokenId) {
        if (mint.burn) revert WrongKindOfMint(mint.burn);
        return _mintPkp(mint, signatures);
    }

    /// @notice Mints a PKP, grants, and burns it: its permissions can never change, so whatever
    /// it signs was permitted by what is granted here.
    function mintGrantAndBurnNext(
        Mint calldata mint,
        bytes[] calldata signatures
    ) external returns (uint256 tokenId) {
        if (!mint.burn) revert WrongKindOfMint(mint.burn);
        tokenId = _mintPkp(mint, signatures);
    }

    /// @notice Gives up control for ever. Permissions stay as they are.
    function burn(uint256 tokenId) external {
        address owner = _requireOwned(tokenId);
        if (!_isAuthorized(owner, msg.sender, tokenId)) {
            revert NotOwnerNorApproved(tokenId, msg.sender);
        }
        _burn(tokenId);
    }

    /// @notice What nodes sign for a mint.
    function mintDigest(Mint calldata mint) public view returns (bytes32) {
        return _hashTypedDataV4(MintHash.hash(mint));
    }

    /// @notice The uncompressed public key, 65 bytes.
    function getPubkey(uint256 tokenId) public view returns (bytes memory) {
        Point storage key = _keyOf(tokenId);
        return abi.encodePacked(bytes1(0x04), key.x, key.y);
    }

    function getEthAddress(uint256 tokenId) public view returns (address) {
        Point storage key = _keyOf(tokenId);
        return Secp256k1.toAddress(key.x, key.y);
    }

    /// @notice Whether the PKP was ever minted; true for burned ones too.
    function isRouted(uint256 tokenId) public view returns (bool) {
        return _keys[tokenId].x != 0 || _keys[tokenId].y != 0;
    }

    /// @inheritdoc IPkpNft
    function ownerOrNone(uint256 tokenId) public view returns (address) {
        if (!isRouted(tokenId)) revert UnknownPkp(tokenId);
        return _ownerOf(tokenId);
    }

    /// @notice Name, attributes and picture, all of them made here from the key alone.
    /// @dev Answers for burned PKPs too, which have no other place to be looked up.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        address ethAddress = getEthAddress(tokenId);
        return PkpPicture.tokenUri(tokenId, ethAddress, _ownerOf(tokenId));
    }

    function _mintPkp(
        Mint calldata mint,
        bytes[] calldata signatures
    ) private returns (uint256 tokenId) {
        if (block.timestamp > mint.deadline) revert MintExpired(mint.deadline, block.timestamp);
        if (mint.keyType != ECDSA_SECP256K1) revert UnsupportedKeyType(mint.keyType);
        if (!Secp256k1.isPublicKey(mint.publicKey)) revert NotAPublicKey(mint.publicKey);
        tokenId = uint256(keccak256(mint.publicKey));
        if (isRouted(tokenId)) revert AlreadyMinted(tokenId);
        nodeRegistry.requireQuorum(mintDigest(mint), signatures);

        Point memory key =
            Point({x: bytes32(mint.publicKey[1:33]), y: bytes32(mint.publicKey[33:65])});
        address ethAddress = Secp256k1.toAddress(key.x, key.y);
        _keys[tokenId] = key;
        ethAddressToPkpId[ethAddress] = tokenId;
        emit PkpMinted(tokenId, ethAddress, mint.keyType, mint.publicKey, mint.burn);
        // Not the safe mint, which would call the receiver in the middle of this.
        _mint(_receiverOf(mint, ethAddress), tokenId);
        AuthMethodGrant[] memory grants = _grantsOf(mint, ethAddress);
        if (mint.burn) {
            if (grants.length == 0) revert NothingGranted(tokenId);
            _burn(tokenId);
        }
        permissions.grantAtMint(tokenId, grants);
    }

    /// @dev Exactly one of the three says where the token goes, so that no reader of a mint has
    /// to know which of them would win.
    function _receiverOf(Mint calldata mint, address ethAddress) private view returns (address) {
        uint256 answers = (mint.owner != address(0) ? 1 : 0) + (mint.sendPkpToItself ? 1 : 0)
            + (mint.burn ? 1 : 0);
        if (answers != 1) revert AmbiguousOwner(mint.owner, mint.sendPkpToItself, mint.burn);
        if (mint.burn) return address(this);
        return mint.sendPkpToItself ? ethAddress : mint.owner;
    }

    function _grantsOf(
        Mint calldata mint,
        address ethAddress
    ) private pure returns (AuthMethodGrant[] memory grants) {
        uint256 methods = mint.authMethods.length;
        uint256 addresses = mint.addresses.length;
        uint256 actions = mint.actions.length;
        uint256 itself = mint.addPkpEthAddressAsPermittedAddress ? 1 : 0;
        grants = new AuthMethodGrant[](methods + addresses + actions + itself);
        uint256 next = 0;
        for (uint256 i = 0; i < methods; ++i) grants[next++] = mint.authMethods[i];
        for (uint256 i = 0; i < addresses; ++i) {
            grants[next++] = _addressGrant(mint.addresses[i].account, mint.addresses[i].scopes);
        }
        for (uint256 i = 0; i < actions; ++i) {
            grants[next++] = AuthMethodGrant({
                authMethodType: AuthMethodTypes.ACTION,
                id: mint.actions[i].id,
                userPubkey: "",
                scopes: mint.actions[i].scopes
            });
        }
        if (itself == 1) grants[next] = _addressGrant(ethAddress, mint.pkpEthAddressScopes);
    }

    function _addressGrant(
        address account,
        uint256[] calldata scopes
    ) private pure returns (AuthMethodGrant memory) {
        return AuthMethodGrant({
            authMethodType: AuthMethodTypes.ADDRESS,
            id: abi.encodePacked(account),
            userPubkey: "",
            scopes: scopes
        });
    }

    function _keyOf(uint256 tokenId) private view returns (Point storage) {
        if (!isRouted(tokenId)) revert UnknownPkp(tokenId);
        return _keys[tokenId];
    }

    /// @dev Sessions of whoever had the PKP before must not outlive a sale.
    function _update(
        address to,
        uint256 tokenId,
        address authority
    ) internal override returns (address from) {
        from = super._update(to, tokenId, authority);
        if (from != address(0) && to != address(0) && from != to) {
            permissions.endSessionsOnTransfer(tokenId);
        }
    }
}
