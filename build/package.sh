# The zips for the stores, and what is in them.
source build/build.sh

for archive in dist/*.zip; do
  say "$archive ($(sha256sum "$archive" | cut -c1-16))"
  node build/list-zip.mjs "$archive"
done
