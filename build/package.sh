# The zips for the stores, what is in them, and what anyone who builds the same commit must get.
source build/build.sh

for browser in chrome firefox; do
  say "dist/$browser"
  (cd "dist/$browser" && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs wc -c)
done

# Other compilers make other bytes, and node runs what makes them small.
say "made by $("$wasm_rustc" --version) and node $(node --version)"
(cd dist && LC_ALL=C sha256sum orgready-*.zip orgready-*.cdx.json | tee SHA256SUMS)
