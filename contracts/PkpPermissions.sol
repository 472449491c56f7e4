// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IPkpNft} from "./interfaces/IPkpNft.sol";
import {IPkpPermissions} from "./interfaces/IPkpPermissions.sol";
import {AuthMethod, AuthMethodGrant, PkpRecord} from "./interfaces/Types.sol";
import {AuthMethodTypes} from "./libraries/AuthMethodTypes.sol";

/// @title Who may use a PKP, and for what
/// @notice The owner of a PKP decides; for a PKP that owns itself, that is the PKP. Nobody can
/// change the permissions of a burned one. Scopes are a bit each, 0 to 255; what they allow is
/// for the nodes to enforce.
/// @dev Function names and argument orders are those of the PKP ecosystem, where they fit.
contract PkpPermissions is IPkpPermissions {
    using EnumerableSet for EnumerableSet.UintSet;

    error NotPkpNft(address sender);
    error NotOwner(uint256 tokenId, address sender, address owner);
    error PkpBurned(uint256 tokenId);
    error MalformedAuthMethod(uint256 authMethodType, bytes id, bytes userPubkey);
    error AlreadyPermitted(uint256 tokenId, uint256 authMethodType, bytes id);
    error NotPermitted(uint256 tokenId, uint256 authMethodType, bytes id);
    error ScopeOutOfRange(uint256 scope, uint256 most);
    error LengthsDiffer(uint256 left, uint256 right);
    error SessionsValidFromNotRising(uint256 tokenId, uint64 given, uint64 current);
    error SessionsValidFromInFuture(uint256 tokenId, uint64 given, uint256 time);

    event PermittedAuthMethodAdded(
        uint256 indexed tokenId,
        uint256 indexed authMethodType,
        bytes id,
        bytes userPubkey
    );
    /// @notice The scopes of the method are gone with it, without an event each.
    event PermittedAuthMethodRemoved(
        uint256 indexed tokenId,
        uint256 indexed authMethodType,
        bytes id
    );
    event PermittedAuthMethodScopeAdded(
        uint256 indexed tokenId,
        uint256 indexed authMethodType,
        bytes id,
        uint256 scopeId
    );
    event PermittedAuthMethodScopeRemoved(
        uint256 indexed tokenId,
        uint256 indexed authMethodType,
        bytes id,
        uint256 scopeId
    );
    event RootHashUpdated(uint256 indexed tokenId, uint256 indexed group, bytes32 root);
    event SessionsValidFromRaised(uint256 indexed tokenId, uint64 sessionsValidFrom);

    struct Identity {
        uint256 authMethodType;
        bytes id;
    }

    uint256 private constant MOST_SCOPES = 256;

    IPkpNft private immutable _nft;

    /// @notice Sessions made before this Unix time, in seconds, are over. It only rises.
    mapping(uint256 tokenId => uint64) public sessionsValidFrom;

    mapping(uint256 authMethodId => Identity) private _identities;
    mapping(uint256 tokenId => EnumerableSet.UintSet) private _methodsOf;
    mapping(uint256 authMethodId => EnumerableSet.UintSet) private _tokensOf;
    mapping(uint256 tokenId => mapping(uint256 authMethodId => bytes)) private _pubkeys;
    mapping(uint256 tokenId => mapping(uint256 authMethodId => uint256)) private _scopes;
    mapping(uint256 tokenId => mapping(uint256 group => bytes32)) private _roots;

    modifier onlyPkpNft() {
        if (msg.sender != address(_nft)) revert NotPkpNft(msg.sender);
        _;
    }

    modifier onlyOwner(uint256 tokenId) {
        address owner = _nft.ownerOrNone(tokenId);
        if (owner == address(0)) revert PkpBurned(tokenId);
        if (msg.sender != owner) revert NotOwner(tokenId, msg.sender, owner);
        _;
    }

    constructor(IPkpNft nft) {
        _nft = nft;
    }

    // Changes

    /// @notice Removes first, then adds: so one call replaces a method by itself with another key
    /// or other scopes.
    function batchAddRemoveAuthMethods(
        uint256 tokenId,
        uint256[] memory typesToAdd,
        bytes[] memory idsToAdd,
        bytes[] memory pubkeysToAdd,
        uint256[][] memory scopesToAdd,
        uint256[] memory typesToRemove,
        bytes[] memory idsToRemove
    ) external onlyOwner(tokenId) {
        _requireSameLength(typesToAdd.length, idsToAdd.length);
        _requireSameLength(typesToAdd.length, pubkeysToAdd.length);
        _requireSameLength(typesToAdd.length, scopesToAdd.length);
        _requireSameLength(typesToRemove.length, idsToRemove.length);
        for (uint256 i = 0; i < typesToRemove.length; ++i) {
            _remove(tokenId, typesToRemove[i], idsToRemove[i]);
        }
        for (uint256 i = 0; i < typesToAdd.length; ++i) {
            _add(tokenId, typesToAdd[i], idsToAdd[i], pubkeysToAdd[i], scopesToAdd[i]);
        }
    }

    function addPermittedAuthMethod(
        uint256 tokenId,
        AuthMethod calldata authMethod,
        uint256[] calldata scopes
    ) external onlyOwner(tokenId) {
        _add(tokenId, authMethod.authMethodType, authMethod.id, authMethod.userPubkey, scopes);
    }

    function removePermittedAuthMethod(
        uint256 tokenId,
        uint256 authMethodType,
        bytes calldata id
    ) external onlyOwner(tokenId) {
        _remove(tokenId, authMethodType, id);
    }

    function addPermittedAuthMethodScope(
        uint256 tokenId,
        uint256 authMethodType,
        bytes calldata id,
        uint256 scopeId
    ) external onlyOwner(tokenId) {
        uint256 method = _requirePermitted(tokenId, authMethodType, id);
        _scopes[tokenId][method] |= _bit(scopeId);
        emit PermittedAuthMethodScopeAdded(tokenId, authMethodType, id, scopeId);
    }

    function removePermittedAuthMethodScope(
        uint256 tokenId,
        uint256 authMethodType,
        bytes calldata id,
        uint256 scopeId
    ) external onlyOwner(tokenId) {
        uint256 method = _requirePermitted(tokenId, authMethodType, id);
        _scopes[tokenId][method] &= ~_bit(scopeId);
        emit PermittedAuthMethodScopeRemoved(tokenId, authMethodType, id, scopeId);
    }

    function addPermittedAction(
        uint256 tokenId,
        bytes calldata ipfsCID,
        uint256[] calldata scopes
    ) external onlyOwner(tokenId) {
        _add(tokenId, AuthMethodTypes.ACTION, ipfsCID, "", scopes);
    }

    function removePermittedAction(
        uint256 tokenId,
        bytes calldata ipfsCID
    ) external onlyOwner(tokenId) {
        _remove(tokenId, AuthMethodTypes.ACTION, ipfsCID);
    }

    function addPermittedAddress(
        uint256 tokenId,
        address user,
        uint256[] calldata scopes
    ) external onlyOwner(tokenId) {
        _add(tokenId, AuthMethodTypes.ADDRESS, abi.encodePacked(user), "", scopes);
    }

    function removePermittedAddress(uint256 tokenId, address user) external onlyOwner(tokenId) {
        _remove(tokenId, AuthMethodTypes.ADDRESS, abi.encodePacked(user));
    }

    /// @notice The root of a tree of states, by which more than fits here can be vouched for.
    function setRootHash(uint256 tokenId, uint256 group, bytes32 root) external onlyOwner(tokenId) {
        _roots[tokenId][group] = root;
        emit RootHashUpdated(tokenId, group, root);
    }

    /// @notice Ends every session made before a time.
    /// @dev The PKP's own address may do this even where it is not the owner, for ending sessions
    /// gives nobody anything. A time to come would lock the owner out.
    function raiseSessionsValidFrom(uint256 tokenId, uint64 time) external {
        address owner = _nft.ownerOrNone(tokenId);
        if (msg.sender != owner && msg.sender != _nft.getEthAddress(tokenId)) {
            revert NotOwner(tokenId, msg.sender, owner);
        }
        if (time > block.timestamp) revert SessionsValidFromInFuture(tokenId, time, block.timestamp);
        uint64 current = sessionsValidFrom[tokenId];
        if (time <= current) revert SessionsValidFromNotRising(tokenId, time, current);
        _setSessionsValidFrom(tokenId, time);
    }

    /// @inheritdoc IPkpPermissions
    function grantAtMint(
        uint256 tokenId,
        AuthMethodGrant[] calldata grants
    ) external onlyPkpNft {
        for (uint256 i = 0; i < grants.length; ++i) {
            AuthMethodGrant calldata grant = grants[i];
            _add(tokenId, grant.authMethodType, grant.id, grant.userPubkey, grant.scopes);
        }
    }

    /// @inheritdoc IPkpPermissions
    function endSessionsOnTransfer(uint256 tokenId) external onlyPkpNft {
        _setSessionsValidFrom(tokenId, uint64(block.timestamp));
    }

    // Views

    /// @notice All that a node has to know of a PKP.
    function getPkpRecord(uint256 tokenId) external view returns (PkpRecord memory record) {
        uint256[] memory methods = _methodsOf[tokenId].values();
        record = PkpRecord({
            publicKey: _nft.getPubkey(tokenId),
            ethAddress: _nft.getEthAddress(tokenId),
            owner: _nft.ownerOrNone(tokenId),
            sessionsValidFrom: sessionsValidFrom[tokenId],
            authMethods: getPermittedAuthMethods(tokenId),
            scopes: new uint256[](methods.length)
        });
        for (uint256 i = 0; i < methods.length; ++i) {
            record.scopes[i] = _scopes[tokenId][methods[i]];
        }
    }

    /// @inheritdoc IPkpPermissions
    function getPkpNftAddress() external view returns (address) {
        return address(_nft);
    }

    /// @notice What routes a token to its key: the PkpNft itself.
    function getRouterAddress() external view returns (address) {
        return address(_nft);
    }

    function getEthAddress(uint256 tokenId) external view returns (address) {
        return _nft.getEthAddress(tokenId);
    }

    function getPubkey(uint256 tokenId) external view returns (bytes memory) {
        return _nft.getPubkey(tokenId);
    }

    /// @notice The number under which an auth method is looked up.
    function getAuthMethodId(
        uint256 authMethodType,
        bytes memory id
    ) public pure returns (uint256) {
        return uint256(keccak256(abi.encode(authMethodType, id)));
    }

    /// @dev Asked for a PKP: were it one for all, whoever grants a method first would choose the
    /// public key that others see for it.
    function getUserPubkeyForAuthMethod(
        uint256 tokenId,
        uint256 authMethodType,
        bytes calldata id
    ) external view returns (bytes memory) {
        return _pubkeys[tokenId][getAuthMethodId(authMethodType, id)];
    }

    /// @notice Every PKP that permits the method. Anybody can permit a method for their own PKP,
    /// so the list tells nothing about who controls them, and may be long.
    function getTokenIdsForAuthMethod(
        uint256 authMethodType,
        bytes calldata id
    ) public view returns (uint256[] memory) {
        return _tokensOf[getAuthMethodId(authMethodType, id)].values();
    }

    /// @notice A part of that list, for when it is long.
    function getTokenIdsForAuthMethodInRange(
        uint256 authMethodType,
        bytes calldata id,
        uint256 start,
        uint256 end
    ) external view returns (uint256[] memory tokenIds, uint256 total) {
        EnumerableSet.UintSet storage tokens = _tokensOf[getAuthMethodId(authMethodType, id)];
        return (tokens.values(start, end), tokens.length());
    }

    function getPKPPubKeysByAuthMethod(
        uint256 authMethodType,
        bytes calldata id
    ) external view returns (bytes[] memory pubkeys) {
        uint256[] memory tokenIds = getTokenIdsForAuthMethod(authMethodType, id);
        pubkeys = new bytes[](tokenIds.length);
        for (uint256 i = 0; i < tokenIds.length; ++i) pubkeys[i] = _nft.getPubkey(tokenIds[i]);
    }

    function getPermittedAuthMethods(
        uint256 tokenId
    ) public view returns (AuthMethod[] memory methods) {
        uint256[] memory ids = _methodsOf[tokenId].values();
        methods = new AuthMethod[](ids.length);
        for (uint256 i = 0; i < ids.length; ++i) {
            Identity storage identity = _identities[ids[i]];
            methods[i] =
                AuthMethod(identity.authMethodType, identity.id, _pubkeys[tokenId][ids[i]]);
        }
    }

    /// @return scopes For each scope below `maxScopeId`, whether the method has it.
    function getPermittedAuthMethodScopes(
        uint256 tokenId,
        uint256 authMethodType,
        bytes calldata id,
        uint256 maxScopeId
    ) external view returns (bool[] memory scopes) {
        if (maxScopeId > MOST_SCOPES) revert ScopeOutOfRange(maxScopeId, MOST_SCOPES);
        uint256 bits = _scopes[tokenId][getAuthMethodId(authMethodType, id)];
        scopes = new bool[](maxScopeId);
        for (uint256 scope = 0; scope < maxScopeId; ++scope) scopes[scope] = bits >> scope & 1 == 1;
    }

    function getPermittedActions(uint256 tokenId) external view returns (bytes[] memory) {
        return _idsOfType(tokenId, AuthMethodTypes.ACTION);
    }

    /// @notice The owner first, unless the PKP was burned; then all who are permitted.
    function getPermittedAddresses(
        uint256 tokenId
    ) external view returns (address[] memory addresses) {
        address owner = _nft.ownerOrNone(tokenId);
        bytes[] memory ids = _idsOfType(tokenId, AuthMethodTypes.ADDRESS);
        uint256 next = owner == address(0) ? 0 : 1;
        addresses = new address[](ids.length + next);
        if (next == 1) addresses[0] = owner;
        for (uint256 i = 0; i < ids.length; ++i) addresses[next++] = address(bytes20(ids[i]));
    }

    function isPermittedAuthMethod(
        uint256 tokenId,
        uint256 authMethodType,
        bytes memory id
    ) public view returns (bool) {
        return _methodsOf[tokenId].contains(getAuthMethodId(authMethodType, id));
    }

    function isPermittedAuthMethodScopePresent(
        uint256 tokenId,
        uint256 authMethodType,
        bytes calldata id,
        uint256 scopeId
    ) external view returns (bool) {
        uint256 bits = _scopes[tokenId][getAuthMethodId(authMethodType, id)];
        return bits & _bit(scopeId) != 0;
    }

    function isPermittedAction(
        uint256 tokenId,
        bytes calldata ipfsCID
    ) external view returns (bool) {
        return isPermittedAuthMethod(tokenId, AuthMethodTypes.ACTION, ipfsCID);
    }

    /// @notice Whether an address owns the PKP or is permitted for it.
    function isPermittedAddress(uint256 tokenId, address user) external view returns (bool) {
        if (user == address(0)) return false;
        return _nft.ownerOrNone(tokenId) == user
            || isPermittedAuthMethod(tokenId, AuthMethodTypes.ADDRESS, abi.encodePacked(user));
    }

    /// @dev Without a root nothing is vouched for; the empty proof of zero would say otherwise.
    function verifyState(
        uint256 tokenId,
        uint256 group,
        bytes32[] calldata proof,
        bytes32 leaf
    ) external view returns (bool) {
        bytes32 root = _roots[tokenId][group];
        return root != 0 && MerkleProof.verifyCalldata(proof, root, leaf);
    }

    /// @dev A multiproof of no leaves proves nothing, and the library takes the root for one.
    function verifyStates(
        uint256 tokenId,
        uint256 group,
        bytes32[] calldata proof,
        bool[] calldata proofFlags,
        bytes32[] calldata leaves
    ) external view returns (bool) {
        bytes32 root = _roots[tokenId][group];
        return root != 0 && leaves.length > 0
            && MerkleProof.multiProofVerifyCalldata(proof, proofFlags, root, leaves);
    }

    // The parts

    function _add(
        uint256 tokenId,
        uint256 authMethodType,
        bytes memory id,
        bytes memory userPubkey,
        uint256[] memory scopes
    ) private {
        _requireWellFormed(authMethodType, id, userPubkey);
        uint256 method = getAuthMethodId(authMethodType, id);
        if (!_methodsOf[tokenId].add(method)) revert AlreadyPermitted(tokenId, authMethodType, id);
        _tokensOf[method].add(tokenId);
        if (_identities[method].id.length == 0) {
            _identities[method] = Identity(authMethodType, id);
        }
        if (userPubkey.length > 0) _pubkeys[tokenId][method] = userPubkey;
        emit PermittedAuthMethodAdded(tokenId, authMethodType, id, userPubkey);
        uint256 bits = 0;
        for (uint256 i = 0; i < scopes.length; ++i) {
            bits |= _bit(scopes[i]);
            emit PermittedAuthMethodScopeAdded(tokenId, authMethodType, id, scopes[i]);
        }
        if (bits != 0) _scopes[tokenId][method] = bits;
    }

    /// @dev Forgets all that the method had here, so that granting it again starts from nothing.
    function _remove(uint256 tokenId, uint256 authMethodType, bytes memory id) private {
        uint256 method = _requirePermitted(tokenId, authMethodType, id);
        _methodsOf[tokenId].remove(method);
        _tokensOf[method].remove(tokenId);
        delete _scopes[tokenId][method];
        delete _pubkeys[tokenId][method];
        emit PermittedAuthMethodRemoved(tokenId, authMethodType, id);
    }

    function _setSessionsValidFrom(uint256 tokenId, uint64 time) private {
        sessionsValidFrom[tokenId] = time;
        emit SessionsValidFromRaised(tokenId, time);
    }

    function _idsOfType(
        uint256 tokenId,
        uint256 authMethodType
    ) private view returns (bytes[] memory found) {
        uint256[] memory methods = _methodsOf[tokenId].values();
        found = new bytes[](methods.length);
        uint256 count = 0;
        for (uint256 i = 0; i < methods.length; ++i) {
            Identity storage identity = _identities[methods[i]];
            if (identity.authMethodType == authMethodType) found[count++] = identity.id;
        }
        // Memory only shrinks by saying so.
        assembly ("memory-safe") {
            mstore(found, count)
        }
    }

    function _requirePermitted(
        uint256 tokenId,
        uint256 authMethodType,
        bytes memory id
    ) private view returns (uint256 method) {
        method = getAuthMethodId(authMethodType, id);
        if (!_methodsOf[tokenId].contains(method)) {
            revert NotPermitted(tokenId, authMethodType, id);
        }
    }

    /// @dev One form for an address, so that no address can be permitted twice; and a passkey is
    /// nothing without its public key.
    function _requireWellFormed(
        uint256 authMethodType,
        bytes memory id,
        bytes memory userPubkey
    ) private pure {
        bool wellFormed = authMethodType != AuthMethodTypes.NONE && id.length > 0
            && (authMethodType != AuthMethodTypes.ADDRESS || _isAddress(id))
            && (authMethodType != AuthMethodTypes.WEB_AUTHN || userPubkey.length > 0);
        if (!wellFormed) revert MalformedAuthMethod(authMethodType, id, userPubkey);
    }

    function _isAddress(bytes memory id) private pure returns (bool) {
        return id.length == 20 && bytes20(id) != 0;
    }

    function _requireSameLength(uint256 left, uint256 right) private pure {
        if (left != right) revert LengthsDiffer(left, right);
    }

    function _bit(uint256 scope) private pure returns (uint256) {
        if (scope >= MOST_SCOPES) revert ScopeOutOfRange(scope, MOST_SCOPES - 1);
        return 1 << scope;
    }
}
