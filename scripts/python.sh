#!/bin/sh
# Makes the virtual environment and installs what requirements/dev.lock says into it: with uv, which is quick, or with pip
# where only pip's configuration knows the way to a package index. Either refuses a file whose hash is not in the lock.
#   sh scripts/python.sh VENV [PYTHON]
set -eu

cd "$(dirname "$0")/.."
venv=$1
python=${2:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "python: 需要 Python 3.11 或更高版本。 Python 3.11 or later is needed: make setup PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "python: Python 缺少 venv 模块。 Python lacks its venv module: sudo apt-get install python3-venv" >&2
    exit 1
fi
if ! [ -x "$venv/bin/python" ] || ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    echo "python: 建立虚拟环境 making $venv"
    "$python" -m venv "$venv"
fi

pip="$venv/bin/python -m pip --disable-pip-version-check --no-input --quiet"
uv=$venv/uv/bin/uv
if ! "$uv" --version 2>/dev/null | grep -q "$(sed -n 's/^uv==\([0-9.]*\).*/\1/p' requirements/uv.lock)"; then
    # Beside the environment's packages, not among them, so that it does not count as one of Yifa's.
    $pip install --upgrade --target "$venv/uv" --require-hashes -r requirements/uv.lock ||
        echo "python: uv 无法安装。 uv cannot be installed." >&2
fi

# uv does not read pip's configuration; an index named there is passed on.
index=${PIP_INDEX_URL:-$("$venv/bin/python" -m pip config get global.index-url 2>/dev/null || true)}
[ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
export VIRTUAL_ENV="$venv" UV_SYSTEM_CERTS=true UV_LINK_MODE=copy

echo "python: 安装软件包 installing packages"
if ! [ -x "$uv" ] || ! "$uv" pip sync --quiet --compile-bytecode --require-hashes requirements/dev.lock; then
    echo "python: 改用 pip 安装，稍慢。 pip installs the packages instead of uv, more slowly." >&2
    $pip install --require-hashes -r requirements/dev.lock
fi
# The checkout itself; its build tool is in the lock, so nothing more is fetched.
$pip install --no-deps --no-build-isolation --editable . ||
    { echo "python: 无法安装 yifa 自身。 yifa itself cannot be installed." >&2; exit 1; }
# Where the environment forbids Python to keep what it compiled, each start of a process would compile it all again.
"$venv/bin/python" -m compileall -q -j 0 yifa || true
