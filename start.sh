#!/usr/bin/env bash
# Shows what works today: the threshold cryptography, several parties in one process.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/prepare.sh

check_node
install_missing
exec node_modules/.bin/tsx examples/threshold.ts "$@"
