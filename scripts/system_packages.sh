#!/usr/bin/env bash
# Make sure that Debian packages are there: install them when we may, else say what to type.
# Usage: system_packages.sh PACKAGE...     (A|B: either will do)
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    step "This is not Debian or Ubuntu. Please have what these Debian packages hold: $*"
    exit 0
fi

installed() { dpkg-query -W -f='${Status}\n' "$1" 2>/dev/null | grep -q 'ok installed'; }
offered() { [ -n "$(apt-cache search --names-only "^$1\$" 2>/dev/null)" ]; }

pick_missing() {
    missing=()
    for choice in "$@"; do
        IFS='|' read -r -a names <<<"$choice"
        pick=${names[0]}
        for name in "${names[@]}"; do
            if installed "$name"; then continue 2; fi
        done
        for name in "${names[@]}"; do
            if offered "$name"; then
                pick=$name
                break
            fi
        done
        missing+=("$pick")
    done
}

pick_missing "$@"
[ ${#missing[@]} -gt 0 ] || exit 0

root=$(as_root) || fail "System packages are missing. Type: sudo apt-get install ${missing[*]}"

step "Installing system packages: ${missing[*]}"
quietly "The package lists could not be read. Type: apt-get update" $root apt-get update -q
pick_missing "$@"
quietly "Could not be installed. Type: apt-get install ${missing[*]}" \
    $root DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
