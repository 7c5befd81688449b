#!/usr/bin/env bash
# Prepare this checkout: virtual environment in .venv, pinned packages, system libraries.
# Usage: install.sh         what is needed to run
#        install.sh dev     and what is needed to test
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

wanted=requirements.txt
if [ "${1:-}" = dev ]; then wanted=requirements-dev.txt; fi

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed. Type: sudo apt-get install python3 python3-venv"
}

# For letters as PDF, with fonts for every script that people may type.
system=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig
    'fonts-liberation2|fonts-liberation' fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji)

make_venv=
if ! .venv/bin/python -c "import pip" >/dev/null 2>&1; then
    make_venv=yes
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        system+=("$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')|python3-venv")
    fi
fi

make_browser=
if [ "$wanted" = requirements-dev.txt ] && ! scripts/browser.sh >/dev/null 2>&1; then
    make_browser=yes
    system+=(chromium)
fi

scripts/system_packages.sh "${system[@]}"
if [ -n "$make_browser" ]; then scripts/browser.sh >/dev/null; fi

if [ -n "$make_venv" ]; then
    step "Creating the virtual environment .venv"
    quietly "The virtual environment could not be created." "$python" -m venv --clear .venv
fi

# The mark holds the pins that were installed, so that an unchanged checkout skips pip.
mark=.venv/installed-$wanted
if ! cat requirements.txt $wanted | cmp -s - "$mark"; then
    step "Installing the packages of $wanted"
    quietly "The packages of $wanted could not be installed." \
        .venv/bin/python -m pip install --disable-pip-version-check --requirement "$wanted"
    cat requirements.txt $wanted >"$mark"
fi
