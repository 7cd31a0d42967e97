#!/bin/sh
# check_package.sh BUILD WORK: makes the Debian packages and the source tarball, has lintian look at them, installs the
# packages into a clean root and runs the command there, with nothing in it but what the packages and the libraries
# that they depend on bring. The first step that fails ends the test; 77 skips it where the tools are missing.
set -eu
build=$1 work=$2

for tool in dpkg-deb dpkg-shlibdeps dpkg-query fakeroot cpack; do
    command -v "$tool" >/dev/null 2>&1 || { echo "skipped: $tool is not installed"; exit 77; }
done
rm -rf "$work"
mkdir -p "$work/packages" "$work/root/tmp"
unset AIRLOG_DATA LD_LIBRARY_PATH

fail() { echo "package: $1" >&2; exit 1; }
says() { # says WHAT EXPECTED ACTUAL
    case $3 in
        *"$2"*) echo "ok: $1" ;;
        *) fail "$1: expected '$2' in '$3'" ;;
    esac
}

(cd "$build" && cpack -G DEB -B "$work/packages") >"$work/cpack.log" 2>&1 || { tail "$work/cpack.log"; fail "cpack"; }
set -- "$work"/packages/*.deb
[ $# -eq 3 ] || fail "three packages are wanted, there are $#: $*"

if command -v lintian >/dev/null 2>&1; then
    lintian --allow-root --fail-on error "$@" >"$work/lintian.log" 2>&1 || { cat "$work/lintian.log"; fail "lintian"; }
    echo "ok: lintian finds no error ($(grep -c '^W:' "$work/lintian.log" || true) warnings)"
fi
runtime=$(ls "$work"/packages/airlog_*.deb)
depends=$(dpkg-deb -f "$runtime" Depends)
for library in libproj libicu libgdal libcjson libc6 airlog-data; do
    says "the command depends on $library" "$library" "$depends"
done
says "the tables are for every machine" all "$(dpkg-deb -f "$work"/packages/airlog-data_*.deb Architecture)"

# The libraries that the dependencies bring, into the root; then the packages.
root=$work/root
for package in "$@"; do dpkg-deb -x "$package" "$root"; done
says "a manual page" airlog-locate "$(ls "$root"/usr/share/man/man1)"
says "completion for bash" airlog "$(ls "$root"/usr/share/bash-completion/completions)"
copied() { ldd "$1" | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p; s/^[[:space:]]*\(\/[^ ]*ld-[^ ]*\).*/\1/p'; }
libdir=$(dirname "$(ls "$root"/usr/lib/libairlog.so.0 "$root"/usr/lib/*/libairlog.so.0 2>/dev/null | head -n 1)")
{
    LD_LIBRARY_PATH=$libdir copied "$root/usr/bin/airlog"
    LD_LIBRARY_PATH=$libdir copied "$libdir/libairlog-gis.so.0"
    ldconfig -p | sed -n 's/.*\(libproj\|libicuuc\|libicui18n\|libicudata\)\.so\.[0-9]* .*=> //p'
} | grep -v -F "$root" | sort -u >"$work/libraries"
while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
done <"$work/libraries"

run() { # run ARGUMENT...: the installed command; in a root of its own where that is allowed
    if [ "$(id -u)" -eq 0 ]; then
        chroot "$root" /usr/bin/env -i LD_LIBRARY_PATH="${libdir#"$root"}" /usr/bin/airlog "$@"
    else
        env -i LD_LIBRARY_PATH="$libdir" "$root/usr/bin/airlog" "$@"
    fi
}
[ "$(id -u)" -ne 0 ] || { mkdir -p "$root/usr/bin"; cp "$(command -v env)" "$root/usr/bin/env"; }
says "it converts" 10058.4 "$(run convert 33,000 ft m)"
says "it measures with PROJ" 107.53 "$(run distance -q 25.13 121.74 26.1 121.7)"
says "it places with its tables" 26.1530 "$(run locate 60 NM north of Keelung port)"
printf '%s\n' 'A drone was seen 4 miles north of Cork Airport at 1410 GMT on 3 May 2023.' >"$root/tmp/report.txt"
if [ "$(id -u)" -eq 0 ]; then
    run extract /tmp/report.txt -o /tmp/out.gpkg || fail "it writes no GeoPackage"
    [ -s "$root/tmp/out.gpkg" ] || fail "the GeoPackage is empty"
    echo "ok: it writes a GeoPackage"
fi

(cd "$build" && cpack --config CPackSourceConfig.cmake -B "$work/source") >"$work/source.log" 2>&1 ||
    { tail "$work/source.log"; fail "the source tarball"; }
listed=$(tar -tf "$(ls "$work"/source/airlog-*.tar.xz)")
says "the tarball holds the sources" src/cli/main.c "$listed"
case $listed in *"/.git/"* | *"/build/release/"*) fail "the tarball holds what is no source" ;; esac
rm -rf "$work"
