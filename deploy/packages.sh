#!/bin/sh
# Installs the Debian packages that a step needs, if they are missing.
#
#   packages.sh venv|demo|test
#
# As root it installs them; with sudo it asks; without either it says what is missing and exits 1.
set -eu

case "${1-}" in
  venv) want="python3-venv ca-certificates" ;;
  demo) want="firefox-esr" ;;
  test) want="age bubblewrap e2fsprogs ffmpeg firefox-esr iproute2 libimage-exiftool-perl nftables openssl systemd tor" ;;
  *) echo "usage: packages.sh venv|demo|test" >&2; exit 2 ;;
esac

missing=
for package in $want; do
  status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || :)
  [ "$status" = "install ok installed" ] || missing="$missing $package"
done

# A Python that is not Debian's brings its own venv.
if [ "$1" = venv ] && python3 -c 'import ensurepip, venv' 2>/dev/null; then
  missing=$(printf '%s' "$missing" | sed 's/ python3-venv//')
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  run=
elif command -v sudo >/dev/null; then
  run=sudo
  echo "These Debian packages are missing and need rights to install:$missing"
else
  echo "Missing:$missing" >&2
  echo "Ask someone with rights to run: apt-get install$missing" >&2
  [ "$1" != demo ] || echo "Or go without a browser: make demo BROWSER=none" >&2
  exit 1
fi

echo "Installing from Debian:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# tor's package would start the public daemon; nothing here wants it.
if ! { $run apt-get update -q &&
  $run env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -y -q --no-install-recommends $missing; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "apt-get could not install:$missing" >&2
  exit 1
fi
