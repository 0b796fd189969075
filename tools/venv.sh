#!/bin/sh
# tools/venv.sh FOLDER [PYTHON]: a virtual environment with pip in it, and nothing outside it.
#
# Debian and Ubuntu ship a python3 whose venv has no pip to put in (that is in their package python3-venv). Where
# it's missing, pip comes from a pip that is already there, or out of the Debian package that carries it, which is
# fetched and unpacked inside the folder, not installed.
set -eu

folder=$1
wanted=${2:-}

recent() {
    "$1" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${wanted:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if recent "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    echo "onrecord needs Python 3.11 or newer, and finds none${wanted:+ in '$wanted'};" \
        "name one: make PYTHON=/path/to/python3.11 …" >&2
    return 1
}

pip_from_debian() {
    mkdir -p "$folder/debian"
    (
        cd "$folder/debian"
        apt-get download python3-pip-whl || { apt-get update && apt-get download python3-pip-whl; }
        dpkg-deb -x python3-pip-whl_*.deb .
    ) >/dev/null 2>&1 || return 1
    wheel=$(ls "$folder"/debian/usr/share/python-wheels/pip-*.whl)
    "$folder/bin/python" "$wheel/pip" install -qq --no-index "$wheel" && rm -r "$folder/debian"
}

python=$(find_python)
"$python" -m venv --clear "$folder" >/dev/null 2>&1 && exit

"$python" -m venv --clear --without-pip "$folder"
"$python" -m pip --python "$folder/bin/python" install -qq pip 2>/dev/null && exit
pip_from_debian && exit

rm -rf "$folder"
echo "$python has no pip for a virtual environment; on Debian and Ubuntu: apt-get install python3-venv" >&2
exit 1
