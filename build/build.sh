# The extension: two builds of the same crate, made small, put beside the extension's own files.

build_tools() {
  cargo build --quiet --package tools --profile tools
}

# The parts of the core, as src/parts/ has them; and what stands in for them where there is no WebAssembly, two in one.
parts=(panel page desk reader)
fallbacks=(tab worker)

build_core() {
  local part job jobs=() failed=0
  say "core, as wasm and for wasm2js"
  # At once: each ends in one thread's work, the linking of a whole part.
  build_tools &
  jobs+=($!)
  wasm_cargo wasm build --release "${parts[@]/#/--example=}" &
  jobs+=($!)
  wasm_cargo mvp build --release "${fallbacks[@]/#/--example=}" &
  jobs+=($!)
  for job in "${jobs[@]}"; do wait "$job" || failed=1; done
  [ "$failed" -eq 0 ]
  for part in "${parts[@]}"; do bind wasm web "$part"; done
  for part in "${fallbacks[@]}"; do bind mvp bundler "$part"; done
  node build/shrink.mjs
}

# bind FLAVOUR TARGET PART: the JavaScript that a part is reached by.
bind() {
  target/tools/bindgen --target "$2" --no-typescript --out-name "$3" --out-dir "target/bindgen/$1" \
    "target/$1/wasm32-unknown-unknown/release/examples/$3.wasm"
}

build_extension() {
  need_cargo
  need_node
  choose_wasm_compiler
  build_core
  node build/assemble.mjs
  PATH="${wasm_path:+$wasm_path:}$PATH" node build/sbom.mjs "$("$wasm_rustc" --version)"
}

build_extension
