# The main job against the demo org. Only what the demo prints goes to the standard output.
source build/build.sh >&2

case " $* " in
  *" --browser firefox "* | *" --browser=firefox "*) need firefox-esr=firefox-esr >&2 ;;
  *) [ -n "${ORGREADY_CHROMIUM:-}" ] || need chromium=chromium >&2 ;;
esac
node www/lightning/bundle.mjs >&2
node build/demo.mjs "$@"
