# The extension: two builds of the same crate, made small, put beside the extension's own files.

build_tools() {
  cargo build --quiet --package tools --profile tools
}

build_core() {
  local flavour
  for flavour in wasm mvp; do
    say "core, $flavour"
    wasm_cargo "$flavour" build --lib --release
  done
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
