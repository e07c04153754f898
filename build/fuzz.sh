# Inputs nobody thought of: each target of fuzz/ under libFuzzer, guided by what they reach. What breaks one is left in fuzz/kept/, where
# the tests take it up. Arguments: a target or `all`, and for how many seconds each.

fuzz_targets=(checklist message page answer address)

build_fuzz() {
  local flags host
  need_cargo
  need c++=g++
  host=$(rustc -vV | sed -n 's/^host: //p')
  # What libFuzzer sees a program by. The sanitizers, which a stable compiler has not, would find nothing: there is no unsafe code.
  flags=(
    -Cpasses=sancov-module
    -Cllvm-args=-sanitizer-coverage-level=4
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
    -Cllvm-args=-sanitizer-coverage-pc-table
    -Cllvm-args=-sanitizer-coverage-trace-compares
  )
  # As the tests are built, so that what builds them is there already; a little faster, and without debug information.
  # The target is named so that the flags are for it alone.
  CARGO_PROFILE_DEV_OPT_LEVEL=1 CARGO_PROFILE_DEV_DEBUG=false CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f'; echo "${flags[*]}") \
    cargo build --quiet --package fuzz --features run --target "$host"
  fuzz=target/$host/debug/fuzz
}

# The known inputs of a target, as fuzz/known.txt names them.
gather() {
  local target folder end at=0 file
  rm -rf "target/fuzz/known/$1"
  mkdir -p "target/fuzz/known/$1" "target/fuzz/found/$1"
  while read -r target folder end; do
    [ "$target" = "$1" ] || continue
    while read -r file; do
      at=$((at + 1))
      cp "$file" "target/fuzz/known/$1/$at"
    done < <(find "$folder" -name "*$end")
  done < fuzz/known.txt
}

# run_target TARGET SECONDS
run_target() {
  local log=target/fuzz/$1.log
  gather "$1"
  if ORGREADY_FUZZ=$1 "$fuzz" -max_total_time="$2" -timeout=10 -rss_limit_mb=1500 -print_final_stats=1 \
    -artifact_prefix="fuzz/kept/$1/" "target/fuzz/found/$1" "target/fuzz/known/$1" > "$log" 2>&1; then
    printf '%-10s held for %s inputs\n' "$1" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
  else
    grep -v '^#' "$log" | tail -n 40
    echo "$1: broke; its log is $log"
    return 1
  fi
}

fuzz_them() {
  local seconds=$1 target held=0 broke=0 job jobs=()
  shift
  build_fuzz
  say "fuzzing for $seconds s each: $*"
  for target in "$@"; do
    # As many at once as there are processors.
    [ ${#jobs[@]} -lt "$(nproc)" ] || { end_of "${jobs[0]}"; jobs=("${jobs[@]:1}"); }
    run_target "$target" "$seconds" &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do end_of "$job"; done
  echo "test result: fuzz targets. $held passed; $broke failed;"
  [ "$broke" -eq 0 ]
}

end_of() {
  if wait "$1"; then held=$((held + 1)); else broke=$((broke + 1)); fi
}

case ${1:-all} in
  all) ;;
  *) [[ " ${fuzz_targets[*]} " == *" $1 "* ]] || fail "no target is called $1: there are ${fuzz_targets[*]}"
    fuzz_targets=("$1") ;;
esac
fuzz_them "${2:-10}" "${fuzz_targets[@]}"
