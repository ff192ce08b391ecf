#!/bin/sh
# Finds a Python of 3.11 or newer and lets it fill .venv: environment.sh PYTHON REQUIREMENTS STAMP
set -eu
wish=$1
here=$(dirname "$0")

for python in "$wish" python3 python3.14 python3.13 python3.12 python3.11; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    # Debian ships Python without the part that makes environments.
    "$python" -c 'import ensurepip' 2>/dev/null || sh "$here/debian_packages.sh" python3-venv
    exec "$python" "$here/environment.py" "$2" "$3"
  fi
done

found=$("$wish" --version 2>/dev/null) || found=-
cat >&2 <<END
Wederhoor heeft Python 3.11 of nieuwer nodig; gevonden: $found.
Wederhoor needs Python 3.11 or newer; found: $found.
Elsewhere on this machine? Say where: make PYTHON=/path/to/python3.11 ...
END
exit 1
