# What this machine lacks: said first, then installed (Debian and its kin), or asked for (elsewhere).

say() { printf '\n== %s\n' "$*" >&2; }
fail() { printf '\nbuild.sh: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" > /dev/null 2>&1; }

[ -d "${CARGO_HOME:-$HOME/.cargo}/bin" ] && PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

# Arguments: COMMAND=PACKAGE. A command that is there asks for nothing.
need() {
  local pair packages=()
  for pair in "$@"; do
    have "${pair%%=*}" || packages+=("${pair#*=}")
  done
  [ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
}

install_packages() {
  have apt-get || fail "please install the equivalents of these Debian packages: $*"
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  say "missing; installing with apt-get: $*"
  "${root[@]}" apt-get update -q
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

need_cargo() {
  need cc=gcc
  have cargo || fail "cargo is missing: install Rust (stable) with rustup, see https://rustup.rs"
}

# npm's packages in the versions of package-lock.json; none of their install scripts runs (.npmrc).
need_node() {
  have node && have npm || fail "node is missing: install Node 20 or newer, with npm"
  local now
  now=$(sha256sum package.json package-lock.json .npmrc)
  [ "$(cat node_modules/.orgready-lock 2> /dev/null)" != "$now" ] || return 0
  say "missing or out of date; installing with npm ci: node_modules/"
  npm ci --no-progress
  printf '%s\n' "$now" > node_modules/.orgready-lock
}

need_browsers() {
  need chromium=chromium firefox-esr=firefox-esr
}
