# Sourced by the other scripts: how they speak, and how they get administrator rights.

step() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Run a command silently; if it fails, show what it said and stop with the given sentence.
quietly() {
    sentence=$1
    shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1 </dev/null; then
        rm -f "$log"
    else
        tail -n 30 "$log" >&2
        rm -f "$log"
        fail "$sentence"
    fi
}

# Print the prefix that makes a command run as administrator, or fail if there is none
# that works without asking for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        echo env
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        echo "sudo -n env"
    else
        return 1
    fi
}
