#!/bin/sh
# check_install.sh CMAKE BUILD HERE CC LIBDIR PREFIX GIS: installs BUILD into a folder of its own, moves it, and uses
# it from there. Each step says what it proves; the first that fails ends the test.
set -eu
cmake=$1 build=$2 here=$3 cc=$4 libdir=$5 prefix=$6 gis=$7

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset AIRLOG_DATA LD_LIBRARY_PATH

fail() { echo "install: $1" >&2; exit 1; }
says() { # says WHAT EXPECTED ACTUAL
    case $3 in
        *"$2"*) echo "ok: $1" ;;
        *) fail "$1: expected '$2' in '$3'" ;;
    esac
}

DESTDIR=$work/stage "$cmake" --install "$build" >"$work/install.log" 2>&1 || { cat "$work/install.log"; exit 1; }
mkdir "$work/moved"
mv "$work/stage$prefix" "$work/moved/airlog"
there=$work/moved/airlog
# Nothing may be found through the build.
says "the command runs where it was moved" "10058.4" "$("$there/bin/airlog" convert 33,000 ft m)"
says "it needs nothing of the build folder" "none" \
    "$(ldd "$there/bin/airlog" "$there/$libdir"/libairlog*.so | grep -F "$build" || echo none)"

"$cmake" -S "$here/consumer" -B "$work/consumer" -DCMAKE_PREFIX_PATH="$there" -DCMAKE_C_COMPILER="$cc" \
    -DCMAKE_C_FLAGS="-Wall -Wextra -Werror" >"$work/consumer.log" 2>&1 || { cat "$work/consumer.log"; exit 1; }
"$cmake" --build "$work/consumer" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
output=$("$work/consumer/consumer")
says "a CMake project finds the moved tables" "tables $there/" "$output"
says "and places a report north of its anchor" "-8.4" "$output"

# The program of README.md, with the lines for CMake that stand below it.
readme=$here/../../README.md
mkdir "$work/readme"
sed -n '/^```c$/,/^```$/{/^```/!p}' "$readme" >"$work/readme/mine.c"
{
    printf 'cmake_minimum_required(VERSION 3.25)\nproject(mine C)\nadd_executable(mine mine.c)\n'
    sed -n 's/^    \(find_package(airlog.*\|target_link_libraries(mine.*\)/\1/p' "$readme"
} >"$work/readme/CMakeLists.txt"
"$cmake" -S "$work/readme" -B "$work/readme/build" -DCMAKE_PREFIX_PATH="$there" -DCMAKE_C_COMPILER="$cc" \
    >"$work/readme.log" 2>&1 && "$cmake" --build "$work/readme/build" >>"$work/readme.log" 2>&1 ||
    { cat "$work/readme.log"; exit 1; }
says "the program of README.md with CMake" "53.866 N" "$("$work/readme/build/mine")"

PKG_CONFIG_PATH=$there/$libdir/pkgconfig
export PKG_CONFIG_PATH
says "pkg-config gives the version" "$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")" \
    "$(pkg-config --modversion airlog)"
# shellcheck disable=SC2046  # the flags are words
"$cc" -o "$work/plain" "$here/consumer.c" $(pkg-config --cflags --libs airlog)
says "pkg-config builds the same program" "$output" "$(LD_LIBRARY_PATH=$there/$libdir "$work/plain")"

# shellcheck disable=SC2046
"$cc" -o "$work/readme/plain" "$work/readme/mine.c" $(pkg-config --cflags --libs airlog)
says "and with pkg-config" "53.866 N" "$(LD_LIBRARY_PATH=$there/$libdir "$work/readme/plain")"

if [ "$gis" = 1 ]; then
    says "airlog::gis links" "GPKG" "$("$work/consumer/consumer_gis")"
    # shellcheck disable=SC2046
    "$cc" -o "$work/plain_gis" "$here/consumer_gis.c" $(pkg-config --cflags --libs airlog-gis)
    says "airlog-gis by pkg-config" "GPKG" "$(LD_LIBRARY_PATH=$there/$libdir "$work/plain_gis")"
    printf '%s\n' 'A drone was seen 4 miles north of Cork Airport at 1410 GMT on 3 May 2023.' >"$work/report.txt"
    "$there/bin/airlog" extract "$work/report.txt" -o "$work/out.gpkg" || fail "the moved command writes no GeoPackage"
    [ -s "$work/out.gpkg" ] || fail "the GeoPackage is empty"
    echo "ok: the moved command loads airlog-gis"
fi

# Without its tables the command must say so, never answer with nothing.
rm "$there/share/airlog/airlog.tables"
if "$there/bin/airlog" locate "4 miles north of Cork Airport" >"$work/none.out" 2>"$work/none.err"; then
    fail "locate without tables ended well: $(cat "$work/none.out")"
fi
says "missing tables are a clear error" "airlog.tables" "$(cat "$work/none.err")"
