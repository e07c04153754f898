# Measures what is built beside what it is compared with; all of it in tests/bench/. Only what the bench prints goes to the standard output.
source build/build.sh >&2

build_bench() {
  say "bench: the core's insides, as what is shipped is built"
  cargo build --quiet --release --example bench-native
  wasm_cargo wasm build --release --example=bench
  bind wasm web bench
  wasm_cargo mvp build --release --example=bench
  bind mvp bundler bench
  node build/shrink.mjs bench
}

[ -n "${ORGREADY_CHROMIUM:-}" ] || need chromium=chromium >&2
build_bench >&2
node www/lightning/bundle.mjs >&2
node tests/bench/bench.mjs "$@"
