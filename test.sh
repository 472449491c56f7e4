#!/usr/bin/env bash
# Runs every check and every test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/prepare.sh

usage() {
  cat <<'END'
Usage: ./test.sh [--all] [--no-install] [--help]

Installs what is missing, then checks formatting, lint, types, import directions and unused code,
and runs the tests. The last line reads "N passed, N failed, N skipped".

  --all         also run the long suites (*.long.test.ts)
  --no-install  use what is installed (this is what `npm test` does)
  --help        print this
END
}

install=yes
steps=()
for flag in "$@"; do
  case "$flag" in
    --all) steps+=(--all) ;;
    --no-install) install=no ;;
    --help) usage; exit 0 ;;
    *)
      printf 'test.sh: unknown flag %s\n\n' "$flag" >&2
      usage >&2
      exit 2
      ;;
  esac
done

prepare() {
  check_node || return 1
  if [ "$install" = yes ]; then install_missing; fi
}

if ! prepare; then
  printf '0 passed, 1 failed, 0 skipped\n'
  exit 1
fi
if [ ! -x node_modules/.bin/tsx ]; then
  printf 'Nothing is installed yet: run ./test.sh, or npm install.\n' >&2
  printf '0 passed, 1 failed, 0 skipped\n'
  exit 1
fi
exec node_modules/.bin/tsx scripts/test.ts ${steps[@]+"${steps[@]}"}
