#!/bin/sh
# usage: tests/deps.sh GROUP...
# Looks whether the tools and libraries of the named groups work, and installs the Debian packages
# of those that do not. Without root or a passwordless sudo it prints the command to run and fails.
# Silent and quick when nothing is missing.
set -u

have() { command -v "$1" >/dev/null 2>&1; }

# Header and library in one go, because either may be there alone. The compiler's absence counts as
# theirs: asking apt for a package that is installed already does no harm.
links() {
    {
        printf '#include <%s>\n' stdarg.h stddef.h stdint.h setjmp.h "$1"
        echo 'int main(void) { return 0; }'
    } | cc "-I$(pg_config --includedir 2>/dev/null)" -x c - -o /dev/null "$2" >/dev/null 2>&1
}

# A runtime library that gcc does not find is answered with its bare name.
runtime() { have gcc && [ "$(gcc -print-file-name="$1")" != "$1" ]; }

# The packages that a group lacks, or nothing.
lacks() {
    case $1 in
    build)      have cc && have make && links stdio.h -lm || echo gcc make libc6-dev ;;
    cxx)        have g++ || echo g++ ;;
    clang)      have clang && have clang++ || echo clang ;;
    tcc)        have tcc || echo tcc ;;
    python)     have python3 || echo python3 ;;
    valgrind)   have valgrind || echo valgrind libc6-dbg ;;
    sanitizers) runtime libasan.so && runtime libubsan.so && runtime libtsan.so || echo gcc ;;
    sqlite)     links sqlite3.h -lsqlite3 || echo libsqlite3-dev ;;
    postgresql) links libpq-fe.h -lpq && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
                    echo libpq-dev postgresql ;;
    pgbouncer)  have pgbouncer || [ -x /usr/sbin/pgbouncer ] || echo pgbouncer ;;
    cmocka)     links cmocka.h -lcmocka || echo libcmocka-dev ;;
    *)          echo "$0: no group named $1" >&2; exit 2 ;;
    esac
}

missing() {
    for group; do lacks "$group" || exit 2; done
}

packages=$(missing "$@") || exit 2
[ -n "$packages" ] || exit 0
packages=$(echo "$packages" | tr '\n' ' ')

install="apt-get update && apt-get install -y --no-install-recommends $packages"
if ! have apt-get; then
    echo "missing, by their Debian names: $packages" >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    sudo=
elif have sudo && sudo -n true 2>/dev/null; then
    sudo="sudo -n"
else
    echo "missing packages; run this, then make again: sudo sh -c '$install'" >&2
    exit 1
fi

echo "installing $packages"
quietly() {             # somebody else may hold the lock for a moment
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >/dev/null
}
# The lists may be partly out of reach and still name what is needed: only the installation decides.
quietly update || :
# shellcheck disable=SC2086
quietly install -y --no-install-recommends $packages || exit 1

left=$(missing "$@")
[ -z "$left" ] || { echo "installed, and still not working: $left" >&2; exit 1; }
