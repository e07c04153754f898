# The zips for the stores, and what is in them.
source build/build.sh

for browser in chrome firefox; do
  say "$(sha256sum dist/orgready-"$browser"-*.zip)"
  (cd "dist/$browser" && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs wc -c)
done
