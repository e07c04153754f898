#!/usr/bin/env bash
# The one entry to everything that is built or run here. What a verb needs it installs first, and says so.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'END'
usage: ./build.sh VERB
  build     the extension: dist/chrome/, dist/firefox/, a zip of each, and what they are made of (CycloneDX)
  demo      the main job against the demo org (--headless, --json, --browser firefox)
  test      the tests: native, wasm in both browsers, demo org, end to end in both browsers
            --long [LAYERS]: with all that CI has no time for; writes tests/LONG.md
  package   as build, and prints what is in each zip, the compiler, and SHA-256 sums (dist/SHA256SUMS)
  bench     how fast and how small, beside others; writes BENCHMARKS.md (--json, --peer DIR, --builds)
  fuzz      [TARGET|all] [SECONDS]: inputs nobody thought of, on every core; 10 seconds each by default
END
}

source build/need.sh
source build/compiler.sh

verb=${1:-}
[ $# -eq 0 ] || shift
case $verb in
  build | demo | test | package | bench | fuzz) source "build/$verb.sh" "$@" ;;
  help | -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
