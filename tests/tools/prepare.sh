#!/bin/sh
# Makes sure of what the tests of the site and of print need beside Python: Node.js with npm, a Chromium, Java, Pango,
# and the packages of this folder. As root on Debian or Ubuntu it installs what is missing; elsewhere it says in one line what is to be installed.
set -eu
cd "$(dirname "$0")"

has() { command -v "$1" >/dev/null 2>&1; }

missing=
if ! has node || ! has npm; then missing="$missing nodejs npm"; fi
if [ -z "${CHROMIUM:-}" ] && ! has chromium && ! has chromium-browser && ! has google-chrome && ! has google-chrome-stable
then missing="$missing chromium fonts-noto-core fonts-noto-cjk"; fi # the fonts are for texts in other scripts
# What holds PDF files to PDF/UA is a Java program, compiled as it is run; Pango sets their text.
if ! has java || ! has javac; then missing="$missing default-jdk-headless"; fi
if has ldconfig && ! ldconfig -p | grep -q libpangoft2
then missing="$missing libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"; fi

if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && has apt-get; then
    echo "Installing$missing for the tests of the site" >&2
    # shellcheck disable=SC2086 # a list of words
    said=$({ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } 2>&1) ||
        { echo "$said" >&2; exit 1; }
elif [ -n "$missing" ]; then
    echo "The tests of the site lack:$missing. On Debian: apt-get install$missing; a Chromium elsewhere: CHROMIUM=PATH." >&2
    exit 1
fi

if ! node --eval 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; then
    echo "The tests of the site need Node.js 18.19 or newer; 'node' is $(node --version)." >&2
    exit 1
fi

# npm writes the hidden file last, so an interrupted installation is done again.
installed=node_modules/.package-lock.json
if [ ! -e $installed ] || [ package-lock.json -nt $installed ] || [ package.json -nt $installed ]; then
    said=$(npm ci 2>&1) || { echo "$said" >&2; exit 1; }
    touch $installed
fi
