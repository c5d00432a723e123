#!/usr/bin/env bash
# Makes the grader's own Python beside Gradescope's, which stays as it is, then proves that it grades.
# Runs as root when the image is built, and does no harm if it runs again.
set -euo pipefail
umask 022
export DEBIAN_FRONTEND=noninteractive PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
source="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
home="$(dirname "$source")"
course="$source/course"
venv="$home/venv"
log="$home/setup.log" # of what is tried on the way
cd /

say() { printf 'setup.sh: %s\n' "$*"; }
fail() {
  if [ -f "$log" ]; then tail -n 20 "$log" >&2; fi
  say "$*" >&2
  exit 1
}

fits() { # whether this is a Python for which all versions of requirements.txt are made
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1
}

install() { # packages of the system; refreshes its lists first
  command -v apt-get >/dev/null && apt-get -qq update >>"$log" 2>&1 &&
    apt-get -qq install -y --no-install-recommends "$@" >>"$log" 2>&1
}

found() { # the path of a Python that fits
  local name
  for name in python3.11 python3.12 python3.13 python3.14 python3 /usr/local/bin/python3; do
    if command -v "$name" >/dev/null && fits "$name"; then
      command -v "$name"
      return
    fi
  done
  return 1
}

make_venv() { # with this Python; installs what Debian and Ubuntu leave out of it
  "$1" -m venv --clear "$venv" >>"$log" 2>&1 && return
  install "python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" || return 1
  "$1" -m venv --clear "$venv" >>"$log" 2>&1
}

by_uv() { # a Python from uv, which lives in a folder of its own
  local uv="$home/uv"
  command -v python3 >/dev/null || install python3 || return 1
  python3 -m venv "$uv" >>"$log" 2>&1 || { install python3-venv && python3 -m venv --clear "$uv" >>"$log" 2>&1; } || return 1
  "$uv/bin/python" -m pip install --quiet uv >>"$log" 2>&1 || return 1
  UV_PYTHON_INSTALL_DIR="$home/python" \
    "$uv/bin/uv" --quiet venv --clear --seed --managed-python --python 3.11 "$venv" >>"$log" 2>&1
}

python_for_the_grader() {
  local python
  if python="$(found)" && make_venv "$python"; then return; fi
  say "there is no Python 3.11 or newer here; installing one"
  if install python3.11 python3.11-venv && python="$(found)" && make_venv "$python"; then return; fi
  if by_uv; then return; fi
  fail "no Python 3.11 or newer can be had: choose a newer base image, or check that the build has network"
}

install_requirements() {
  local pip=("$venv/bin/python" -m pip install --quiet) torch
  "${pip[@]}" --no-deps -r <(grep -v '^torch==' "$course/requirements.txt")
  if torch="$(grep '^torch==' "$course/requirements.txt")"; then
    "${pip[@]}" --no-deps --index-url https://download.pytorch.org/whl/cpu "$torch" >>"$log" 2>&1 ||
      "${pip[@]}" "$torch"
  fi
}

if [ "$(id -u)" != 0 ]; then fail "run it as root, as Gradescope does"; fi
: >"$log"
if ! { [ -x "$venv/bin/python" ] && cmp -s "$course/requirements.txt" "$venv/requirements.txt"; }; then
  python_for_the_grader
  install_requirements
  cp "$course/requirements.txt" "$venv/requirements.txt"
fi
chmod -R go= "$source"
chmod 755 "$source/run_autograder"
say "$("$venv/bin/python" --version), $(grep -c == "$course/requirements.txt") packages"
export PYTHONPATH="$course" HOME="$course" XDG_CACHE_HOME="$course/cache" PYTHONHASHSEED=0
"$venv/bin/python" -s -P -m autograder.container rehearse "$course"
"$venv/bin/python" -s -P -m autograder.container prove "$course" "$source/run_autograder"
