#!/bin/sh
# Installs the Debian packages of .ci/packages.txt that are missing.
#   sh scripts/packages.sh run        what Yifa needs to run
#   sh scripts/packages.sh run test   and what its tests need besides
# Without root or apt it says in one line what to install, and goes on.
set -eu

list=$(dirname "$0")/../.ci/packages.txt

# A program or font that came some other way is as good as Debian's.
there() {
    case $1 in
        python3) command -v python3 >/dev/null && return ;;
        python3-venv) python3 -c 'import venv, ensurepip' 2>/dev/null && return ;;
        # Whoever laid down a bundle of certificates did so on purpose; the package would write over it.
        ca-certificates) [ -s /etc/ssl/certs/ca-certificates.crt ] && return ;;
        chromium) command -v chromium >/dev/null && return ;;
    esac
    dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

wanted=""
for purpose in "$@"; do
    for package in $(awk -v purpose="$purpose" '$1 !~ /^#/ && $2 == purpose { print $1 }' "$list"); do
        there "$package" || wanted="$wanted $package"
    done
done
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "packages: 缺少系统软件包，请安装 please install: sudo apt-get install$wanted" >&2
    exit 0
fi
echo "packages: 安装 installing$wanted"
log=$(mktemp)
trap 'rm -f "$log"' EXIT INT TERM
attempt=1
while :; do
    # shellcheck disable=SC2086  # several names on purpose
    if apt-get update -qq >"$log" 2>&1 &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >>"$log" 2>&1; then
        exit 0
    fi
    tail -n 5 "$log" >&2
    [ "$attempt" -lt 3 ] || break
    attempt=$((attempt + 1))
    echo "packages: 第 $attempt 次尝试 attempt $attempt" >&2
    sleep $((attempt * 5))
done
echo "packages: 未能安装 could not install:$wanted" >&2
exit 1
