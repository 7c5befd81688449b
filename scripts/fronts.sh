#!/usr/bin/env bash
# Put the programs of Debian's packages nginx and caddy into build/fronts for the tests. They are
# only unpacked, not installed: nothing starts, and no port of this machine is taken.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

place=build/fronts
missing=()
for program in nginx caddy; do
    found=$(find "$place" -name "$program" -path '*bin/*' 2>/dev/null || true)
    if [ -z "$found" ] && ! PATH="$PATH:/usr/sbin" command -v "$program" >/dev/null 2>&1; then
        missing+=("$program")
    fi
done
[ ${#missing[@]} -gt 0 ] || exit 0

command -v apt-get >/dev/null 2>&1 || fail "The tests need ${missing[*]}. Please install them."
step "Unpacking for the tests: ${missing[*]}"
mkdir -p "$place"
cd "$place"
if ! apt-get download -q "${missing[@]}" >/dev/null 2>&1; then
    root=$(as_root) || fail "The package lists are too old. Type: sudo apt-get update"
    quietly "The package lists could not be read. Type: apt-get update" $root apt-get update -q
    quietly "Could not be downloaded. Type: apt-get install ${missing[*]}" \
        apt-get download -q "${missing[@]}"
fi
for package in *.deb; do dpkg-deb -x "$package" . && rm "$package"; done
