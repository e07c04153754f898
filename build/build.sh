# The extension: two builds of the same crate, made small, put beside the extension's own files.

build_tools() {
  cargo build --quiet --package tools --profile tools
}

build_core() {
  local flavour job jobs=()
  say "core, as wasm and for wasm2js"
  # At once: each ends in one thread's work, the linking of the whole crate.
  for flavour in wasm mvp; do
    wasm_cargo "$flavour" build --lib --release &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job"; done
  target/tools/bindgen --target web --no-typescript --out-name core --out-dir target/bindgen/wasm \
    target/wasm/wasm32-unknown-unknown/release/orgready.wasm
  target/tools/bindgen --target bundler --no-typescript --out-name core --out-dir target/bindgen/mvp \
    target/mvp/wasm32-unknown-unknown/release/orgready.wasm
  node build/shrink.mjs
}

build_extension() {
  need_cargo
  need_node
  choose_wasm_compiler
  build_tools
  build_core
  node build/assemble.mjs
}

build_extension
