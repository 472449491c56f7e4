# Sourced by start.sh and test.sh, from the root of the repository.

node_needed='20.19.0'

check_node() {
  local has
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    printf 'Assent needs Node.js %s or newer, with npm, and found none.\n' "$node_needed" >&2
    printf 'Install it from https://nodejs.org and run this again.\n' >&2
    return 1
  fi
  has=$(node --print 'process.versions.node')
  if ! node --eval '
    const [have, need] = process.argv.slice(1).map((version) => version.split(".").map(Number))
    const differs = need.findIndex((part, place) => part !== have[place])
    process.exit(differs === -1 || have[differs] > need[differs] ? 0 : 1)
  ' "$has" "$node_needed"; then
    printf 'Assent needs Node.js %s or newer, and this is %s.\n' "$node_needed" "$has" >&2
    printf 'Install a newer one from https://nodejs.org and run this again.\n' >&2
    return 1
  fi
}

# The lockfile of the last finished install stands in node_modules; while it is the same, there is
# nothing to install. `npm ci` is avoided on purpose: docs/decisions/0003-install-without-npm-ci.md
install_missing() {
  local installed=node_modules/.installed-lockfile
  cmp -s package-lock.json "$installed" && return 0
  printf 'Installing what is missing with npm\n'
  if ! npm install --no-audit --no-fund; then
    printf 'npm could not install the packages. Its message is above; check the network and run this again.\n' >&2
    return 1
  fi
  cp package-lock.json "$installed"
}

# Builds the command `assent`, unless it is newer than all that it is made of.
build_nodes() {
  local built=dist/nodes/assent.mjs
  if [ -e "$built" ] && [ -z "$(find src vite.nodes.config.ts package-lock.json -newer "$built" -print -quit)" ]; then
    return 0
  fi
  printf 'Building the nodes\n'
  if ! npm run --silent build:nodes; then
    printf 'The nodes could not be built; the messages above say why.\n' >&2
    return 1
  fi
}
