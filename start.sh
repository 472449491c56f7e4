#!/usr/bin/env bash
# Brings up a whole network on this machine: ./start.sh --help says what it can be told.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/prepare.sh

check_node
install_missing
build_nodes
exec node --max-semi-space-size=4 dist/nodes/assent.mjs devnet --extension-source . "$@"
