# Every test there is, layer by layer; the last line counts over all of them.
# A layer that ran no test has failed: nothing may pass by not being there.
# --long takes the hours that CI has not: tests that count read ORGREADY_LONG and count further. A pattern after it takes the layers that it
# fits (an extended regular expression), one at a time if need be. What each layer ended with is kept in tests/LONG.md.
long=
wanted=
case ${1:-} in
  "") ;;
  --long) long=1 wanted=${2:-} ORGREADY_LONG=1 ORGREADY_WALKS=all && export ORGREADY_LONG ORGREADY_WALKS ;;
  *) usage >&2; exit 2 ;;
esac
source build/build.sh
need_browsers
node www/lightning/bundle.mjs

passed_all=0
failed_all=0
summary=()

# layer NAME COMMAND…: runs it to its end, whatever comes, and counts what it says it ran.
layer() {
  local name=$1 log status=0 passed failed began=$SECONDS
  shift
  [[ $name =~ $wanted ]] || return 0
  say "tests: $name"
  mkdir -p target/tests
  log=target/tests/${name//[^a-z0-9]/-}.log
  "$@" 2>&1 | tee "$log" || status=$?
  # cargo and wasm-bindgen say "test result: ok. 3 passed; 0 failed; …"; node says "ℹ pass 3" and "ℹ fail 0".
  passed=$(count 's/^test result: .* ([0-9]+) passed;.*/\1/p; s/^ℹ pass ([0-9]+)$/\1/p' "$log")
  failed=$(count 's/^test result: .* ([0-9]+) failed;.*/\1/p; s/^ℹ (fail|cancelled|skipped|todo) ([0-9]+)$/\2/p' "$log")
  [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
  [ $((passed + failed)) -gt 0 ] || { echo "no test ran" >&2; failed=1; }
  passed_all=$((passed_all + passed))
  failed_all=$((failed_all + failed))
  summary+=("$(printf '%-34s %5d passed %5d failed %5d s' "$name" "$passed" "$failed" $((SECONDS - began)))")
}

# The sum of the numbers that a sed script finds in a file.
count() { sed -nE "$1" "$2" | awk '{ sum += $1 } END { print sum + 0 }'; }

# wasm_tests FLAVOUR CORE BROWSER CARGO-OPTIONS…
wasm_tests() {
  local flavour=$1 core=$2 browser=$3
  shift 3
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="node tests/wasm/run-in-browser.mjs" ORGREADY_CORE=$core \
    ORGREADY_BROWSER=$browser wasm_cargo "$flavour" test --test web "$@"
}

# node_tests BROWSER DIRECTORY [FILES [LEFT-OUT]]: one file at a time, for a browser and a demo org each are enough for two cores; FILES at a
# time where a test's own waiting leaves room for another's work. Files whose names LEFT-OUT (a regular expression) fits are for --long.
node_tests() {
  local files
  mapfile -t files < <(find "$2" -name '*.test.mjs' -not -path '*/node_modules/*' | grep -Ev "/(${4:-})\.test" | LC_ALL=C sort)
  [ ${#files[@]} -gt 0 ] || return 0
  ORGREADY_BROWSER=$1 node --test --test-reporter=spec --test-concurrency="${3:-1}" "${files[@]}"
}

# Writes what each layer ended with, in the place of what it ended with before, for those who read and do not run.
record() {
  local commit line kept=()
  commit=$(git rev-parse --short HEAD)
  [ -z "$(git status --porcelain --untracked-files=no -- . ':!tests/LONG.md')" ] || commit="$commit and changes"
  [ ! -f tests/LONG.md ] || mapfile -t kept < <(grep -E ' passed .* failed ' tests/LONG.md)
  for line in "${summary[@]}"; do
    mapfile -t kept < <(printf '%s\n' "${kept[@]}" | grep -vF "${line:0:35}" | grep . || true)
    kept+=("$line  $(date -u +%F) at $commit")
  done
  {
    echo "# The long tests' last run"
    echo
    echo "Written by \`./build.sh test --long\`: each layer with what it ended with when it ran last, that day, at that commit."
    printf '\n```\n'
    printf '%s\n' "${kept[@]}"
    printf '```\n'
  } > tests/LONG.md
}

ending() {
  printf '%s\n' "${summary[@]}"
  echo "$passed_all passed, $failed_all failed"
}

layer "native" cargo test --no-fail-fast --package orgready --package fuzz
layer "fuzz" ./build.sh fuzz all "${long:+60}"
layer "packages" node_tests chromium tests/package 2
for browser in chromium firefox; do
  layer "wasm, $browser" wasm_tests wasm wasm "$browser" ${long:+--profile fallback}
  # What stands in for wasm is met end to end, and here by --long.
  [ -n "$long" ] || continue
  # As JavaScript in Firefox all pages take five minutes; Chromium collects them from the same file in half a one. What is made of
  # changed pages does not depend on the flavour.
  skipped=(-- --skip page::mutating)
  [ "$browser" != firefox ] || skipped+=(--skip page::collecting)
  layer "wasm2js, $browser" wasm_tests mvp fallback "$browser" --profile fallback "${skipped[@]}"
done
layer "demo org" node_tests chromium www 3
layer "watch of requests" node_tests chromium tests/drive
layer "worker" node_tests chromium tests/worker
for browser in chromium firefox; do
  layer "core as shipped, $browser" node_tests "$browser" tests/wasm
  # By --long both browsers run all. Else Firefox, which takes twice as long, leaves to Chromium what depends on it least: what pages and the API
  # tell, what that comes to, what is kept, and where one gets from a page.
  left_out=
  [ "$browser" != firefox ] || [ -n "$long" ] || left_out="aside|consent|faults|going|identity|pages-alone|people|seeds|survival-(api|page|storage)|symptoms"
  layer "end to end, $browser" node_tests "$browser" tests/e2e 3 "$left_out"
  layer "walk, $browser" node_tests "$browser" tests/walk 2 "$left_out"
done

[ -z "$long" ] || layer "two builds" node_tests chromium tests/twice

say "all layers"
[ ${#summary[@]} -gt 0 ] || { echo "no layer is called like $wanted" >&2; exit 2; }
[ -z "$long" ] || record
ending
[ "$failed_all" -eq 0 ]
