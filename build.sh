#!/usr/bin/env bash
# The one entry to everything that is built or run here. What a verb needs it installs first, and says so.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'END'
usage: ./build.sh VERB
  build     the extension: dist/chrome/, dist/firefox/ and a zip of each
  demo      the main job against the demo org (--headless, --json, --browser firefox)
  test      every test: native, wasm in both browsers, demo org, end to end in both browsers
  package   as build, and prints what is in each zip
END
}

source build/need.sh
source build/compiler.sh

verb=${1:-}
[ $# -eq 0 ] || shift
case $verb in
  build | demo | test | package) source "build/$verb.sh" "$@" ;;
  help | -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
