#!/bin/sh
# check_compile.sh COMPILER DATA TABLES: the compiler gives the same bytes again, and stops at damaged data with the file,
# the line and what is wrong, leaving no output.
set -u
compiler=$1
data=$2
tables=$3
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failures=0
checks=0

problem() {
    echo "check_compile: $*"
    failures=$((failures + 1))
}

# Data of the same kind and little of it: damage is told as well from there, and sooner.
small=$work/small
mkdir -p "$small/vocabulary"
for file in admin1.csv countries.csv navaids.csv ports_seaports.csv igrf12.csv wmm2015.csv wmm2015v2.csv wmm2020.csv wmm2025.csv \
    airspace.geojson SOURCES.tsv; do cp "$data/$file" "$small/"; done
cp "$data"/vocabulary/*.tsv "$small/vocabulary/"
gzip -dc "$data/places.tsv.gz" | head -n 3000 >"$small/places.tsv"
gzip -dc "$data/places_more.tsv.gz" | head -n 100 >"$small/places_more.tsv"
gzip -dc "$data/post_offices.tsv.gz" | head -n 100 >"$small/post_offices.tsv"
gzip -dc "$data/airports.csv.gz" | head -n 300 >"$small/airports.csv"
gzip -dc "$data/basemap.tsv.gz" | head -n 200 >"$small/basemap.tsv"
grep -v ourairports: "$data/features_curated.csv" >"$small/features_curated.csv"
gzip -dc "$data/districts.tsv.gz" | head -n 100 >"$small/districts.tsv"
head -n 2 "$data/admin_names.tsv" >"$small/admin_names.tsv"

fresh() {
    rm -rf "$work/data"
    cp -r "$small" "$work/data"
}

# Compiling stops and says the words.
stops() {
    said=$("$compiler" "$work/data" "$work/out.tables" 2>&1)
    status=$?
    checks=$((checks + 1))
    [ "$status" -eq 1 ] || problem "exit $status for: $*"
    case $said in
        *"$*"*) ;;
        *) problem "said '$said', not '$*'" ;;
    esac
    [ ! -e "$work/out.tables" ] || problem "left an output for: $*"
    rm -f "$work/out.tables"
}

# change FILE SED-SCRIPT: a fresh copy with one change.
change() {
    fresh
    sed -i "$2" "$work/data/$1"
}

fresh
"$compiler" "$work/data" "$work/out.tables" || problem "the small data do not compile" # so only the changes are told
rm -f "$work/out.tables"

change vocabulary/event.tsv '$a\too\tfew'
stops "has another number of cells"
change admin1.csv '5s/.*/XX,damaged/'
stops "admin1.csv:5: a code is expected"
change districts.tsv '4s/^[^.]*[.]/XX/'
stops "districts.tsv:4: a code is expected"
change admin1.csv '7s/$/\xff/'
stops "is not UTF-8"
change admin1.csv '1s/code/kode/'
stops "has no column 'code'"
fresh
rm "$work/data/igrf12.csv"
stops "igrf12.csv is not there"
change wmm2020.csv '$d'
stops "90 terms are expected"
fresh
rm "$work/data/places.tsv"
head -c 100000 "$data/places.tsv.gz" >"$work/data/places.tsv.gz"
stops "places.tsv"
change places.tsv '3s/\t42[^\t]*\t/\tfortytwo\t/'
stops "places.tsv:3: a number is expected"
change places.tsv '3s/\t42[^\t]*\t/\t142.5\t/'
stops "a place lies at 142.5"
change basemap.tsv '2s/ [^ ]*$//'
stops "basemap.tsv:2: a ring is not closed"
change navaids.csv '9s/,NDB,/,RADIO,/'
stops "navaids.csv:9: an unknown type of navaid"
change ports_seaports.csv '2s/^[A-Z]*,"*/&"broken/'
stops "ports_seaports.csv:2"
change features_curated.csv '$a\Nowhere,airbase_alias,1,1,2,US,,ourairports:NOSUCH,,'
stops "'ref' names no place"

fresh
"$compiler" "$work/data" "$work/no/such/folder/out.tables" >"$work/said" 2>&1 && problem "wrote into no folder"
grep -q "cannot be written" "$work/said" || problem "said: $(cat "$work/said")"
"$compiler" "$data" "$work/again.tables" || problem "sound data do not compile"
cmp "$work/again.tables" "$tables" || problem "a second run gives other bytes"
[ "$failures" -eq 0 ] && echo "$checks damages were told, and the same data gave the same bytes"
[ "$failures" -eq 0 ]
