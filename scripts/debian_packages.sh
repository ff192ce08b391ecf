#!/bin/sh
# Sees to it that the Debian packages named are there: as root they are installed, otherwise the
# missing ones are named and this fails. debian_packages.sh PACKAGE...
set -eu

there() {
  case $1 in
    chromium) command -v chromium ;;
    libreoffice-writer-nogui) command -v soffice ;;
    gnupg) command -v gpg ;;
    nodejs) command -v node ;;
    npm) command -v npm ;;
    postgresql) ls /usr/lib/postgresql/*/bin/initdb || command -v initdb ;;
    python3-venv) python3 -c 'import ensurepip' ;;
    *) dpkg -s "$1" ;;
  esac >/dev/null 2>&1
}

missing() {
  for package in "$@"; do
    there "$package" || printf '%s ' "$package"
  done
}

absent=$(missing "$@")
[ -n "$absent" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  cat >&2 <<END
Niet gevonden, en wel nodig / not found, and needed: $absent
On Debian: sudo apt-get install --no-install-recommends $absent
END
  exit 1
fi

# Another clone may be installing too: wait for it, then look again.
if [ -z "${PACKAGES_LOCKED:-}" ] && command -v flock >/dev/null; then
  PACKAGES_LOCKED=1 exec flock /var/lib/dpkg/wederhoor-packages.lock sh "$0" "$@"
fi

echo "Installing with apt-get (a few minutes the first time): $absent"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  echo "  apt-get $1"
  apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 "$@" >"$log" 2>&1 </dev/null && return
  tail -n 20 "$log" >&2
  return 1
}
apt update
# shellcheck disable=SC2086  # one word per package
apt install --no-install-recommends $absent

absent=$(missing "$@")
[ -z "$absent" ] || { echo "Installed, yet not found: $absent" >&2; exit 1; }
