# The compiler for wasm32. std is always built from source (-Zbuild-std): the mvp build has no ready-made std,
# and this way the two builds differ in nothing but their target's features.
# Where rustup has or can add std's source, rustup's stable; elsewhere Debian's rustc-web, which brings it as a package.
# ORGREADY_WASM_RUST=rustup|debian chooses by hand.

choose_wasm_compiler() {
  case ${ORGREADY_WASM_RUST:-} in
    rustup) have_rust_src || fail "rustup has no rust-src here and could not add it" ;;
    debian) use_debian_rust ;;
    *) have_rust_src || use_debian_rust ;;
  esac
  wasm_rustc=${wasm_path:+$wasm_path/}rustc
  wasm_sysroot=$("$wasm_rustc" --print sysroot)
  wasm_std=$(realpath "$wasm_sysroot/lib/rustlib/src/rust")
}

# A refusal is remembered for a day, so that a machine without network asks once.
have_rust_src() {
  have rustup || return 1
  [ ! -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ] || return 0
  [ -z "$(find target/no-rust-src -mtime -1 2> /dev/null)" ] || return 1
  say "missing; installing with rustup: rust-src"
  timeout 120 rustup component add rust-src && return 0
  mkdir -p target && touch target/no-rust-src
  return 1
}

use_debian_rust() {
  local lack=()
  [ -x /usr/bin/rustc ] || lack+=(rustc-web)
  [ -x /usr/bin/cargo ] || lack+=(cargo-web)
  [ -x /usr/bin/cargo-clippy ] || lack+=(rust-web-clippy)
  [ -e /usr/lib/rustlib/src/rust/library/Cargo.lock ] || lack+=(rust-web-src)
  [ -n "$(wasm_linker)" ] || lack+=(lld)
  [ ${#lack[@]} -eq 0 ] || install_packages "${lack[@]}"
  wasm_path=/usr/bin
}

# The newest of Debian's lld packages that is there.
wasm_linker() {
  find /usr/bin -name 'wasm-ld*' | sort -V | tail -n 1
}

# wasm_cargo FLAVOUR COMMAND ARGUMENTS…: cargo for wasm32. FLAVOUR is `wasm`, or `mvp` for what wasm2js understands.
wasm_cargo() {
  local flavour=$1 command=$2 flags
  shift 2
  # No path of the machine it was built on ends in what is shipped.
  flags=(
    "--remap-path-prefix=$PWD=orgready"
    "--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
    "--remap-path-prefix=$wasm_sysroot/lib/rustlib/src/rust=rust"
    "--remap-path-prefix=$wasm_std=rust"
  )
  [ "$flavour" != mvp ] || flags+=(-Ctarget-cpu=mvp)
  # What is shipped carries no texts for its own failures: a panic is a trap, and the tests' builds say where it came from.
  [ "$command" != build ] || flags+=(-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none)
  (
    [ -z "${wasm_path:-}" ] || {
      export PATH="$wasm_path:$PATH"
      export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$(wasm_linker)
    }
    export RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="target/$flavour"
    CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f'; echo "${flags[*]}")
    export CARGO_ENCODED_RUSTFLAGS
    cargo "$command" --no-default-features --target wasm32-unknown-unknown \
      -Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size "$@"
  )
}
