#!/usr/bin/env bash
# Print the path of a Chromium that the tests may drive. CHROMIUM names another one.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

for name in ${CHROMIUM:-} chromium chromium-browser google-chrome; do
    # Ubuntu's chromium package is a stub that asks for snap; it does not answer this.
    if command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then
        command -v "$name"
        exit 0
    fi
done
fail "The browser tests need Chromium. Type: sudo apt-get install chromium" \
    "(or set CHROMIUM to the path of a Chromium or Chrome)"
