"""The rows of data/features_curated.csv lie where the other tables can tell that they may lie.

Against the outlines of the base map (1:50 million) and the cities, airports and ports of the other tables:

* an island, a cape, a light, a port lies within 25 km beyond its own radius of land or of a place of its country, or
  its `cross_check` begins with "unmapped:" and says what it stands on;
* a cape lies at a coast and is small; a strait, a sea, a bank does not lie inland;
* a town or a port that another table has under the same name in the country lies beside it;
* two rows of one name are one place or lie far apart, and no id stands twice.
"""
import collections
import csv
import gzip
import math
import re
import unicodedata

import rule

LAND = set("island islands islets cape spit peninsula navalbase port town city village launchsite testsite airbase "
           "landmark plant".split())
WATER = set("strait sea gulf bay channel ocean sound bank shoal reef lagoon".split())
TABLED = set("port town city village".split())
BEYOND_KM = 25
INLAND_KM = 5
CAPE_MOST_KM = 30
NAMESAKES_APART_KM = 500
SOVEREIGN = {"BV": "NO", "SJ": "NO"}  # whose land the base map draws as another's
DEGREE_KM = 111.2


def fold(name):
    plain = unicodedata.normalize("NFKD", name).lower()
    return "".join(letter for letter in plain if letter.isalnum())


def apart_km(lat1, lon1, lat2, lon2):
    p = math.pi / 180
    h = (math.sin((lat2 - lat1) * p / 2) ** 2
         + math.cos(lat1 * p) * math.cos(lat2 * p) * math.sin((lon2 - lon1) * p / 2) ** 2)
    return 12742.0176 * math.asin(min(1, math.sqrt(h)))


def open_table(data, name):
    """A table of the data, packed or not."""
    packed = data / f"{name}.gz"
    return gzip.open(packed, "rt", encoding="utf-8") if packed.is_file() else open(data / name, encoding="utf-8")


class Land:
    """Outlines: which countries hold a point, and how far the coasts are."""

    def __init__(self, data):
        self.rings, self.edges = [], collections.defaultdict(list)
        with open_table(data, "basemap.tsv") as lines:
            next(lines)
            for line in lines:
                code, _, ring = line.rstrip("\n").split("\t")
                points = [tuple(map(float, pair.split(","))) for pair in ring.split(" ")]
                self.add(code, points)

    def add(self, code, points):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self.rings.append((code, min(xs), min(ys), max(xs), max(ys), points))
        for a, b in zip(points, points[1:]):
            for x in range(math.floor(min(a[0], b[0])), math.floor(max(a[0], b[0])) + 1):
                for y in range(math.floor(min(a[1], b[1])), math.floor(max(a[1], b[1])) + 1):
                    self.edges[x, y].append((code, a, b))

    def countries_at(self, lat, lon):
        odd = collections.Counter()
        for code, west, south, east, north, points in self.rings:
            if not (west <= lon <= east and south <= lat <= north):
                continue
            odd[code] += sum((a[1] > lat) != (b[1] > lat) and lon < a[0] + (lat - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
                             for a, b in zip(points, points[1:]))
        return {code for code, crossings in odd.items() if crossings % 2}

    def coasts(self, lat, lon):
        """Kilometres to the nearest edge of each country within two degrees."""
        shrink, best = max(.2, math.cos(math.radians(lat))), {}
        wide = int(2 / shrink) + 1
        for x in range(math.floor(lon) - wide, math.floor(lon) + wide + 1):
            for y in range(math.floor(lat) - 2, math.floor(lat) + 3):
                for code, a, b in self.edges.get(((x + 180) % 360 - 180, y), ()):
                    ax, bx = (((end[0] - lon + 180) % 360 - 180) * shrink for end in (a, b))
                    ay, by = a[1] - lat, b[1] - lat
                    square = (bx - ax) ** 2 + (by - ay) ** 2
                    t = max(0, min(1, -(ax * (bx - ax) + ay * (by - ay)) / square)) if square else 0
                    away = math.hypot(ax + t * (bx - ax), ay + t * (by - ay)) * DEGREE_KM
                    best[code] = min(best.get(code, math.inf), away)
        return best


class Places:
    """Cities, airports and ports by degree and by name."""

    def __init__(self, data):
        self.cells, self.names = collections.defaultdict(list), collections.defaultdict(list)
        with open_table(data, "places.tsv") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                self.add(row["name"], row["cc"], row["lat"], row["lon"])
        with open_table(data, "airports.csv") as lines:
            for row in csv.DictReader(lines):
                self.add(row["name"], row["iso_country"], row["latitude_deg"], row["longitude_deg"])
        with open_table(data, "ports_seaports.csv") as lines:
            for row in csv.DictReader(lines):
                if not row["qa_flag"]:
                    self.add(row["name"], row["cc"], row["lat"], row["lon"])

    def add(self, name, country, lat, lon):
        place = (country, float(lat), float(lon))
        self.cells[math.floor(place[1]), math.floor(place[2])].append(place)
        self.names[fold(name)].append(place)

    def nearest_km(self, lat, lon, country):
        return min((apart_km(lat, lon, one[1], one[2])
                    for y in range(math.floor(lat) - 1, math.floor(lat) + 2)
                    for x in range(math.floor(lon) - 1, math.floor(lon) + 2)
                    for one in self.cells.get((y, x), ()) if one[0] == country or not country), default=math.inf)

    def namesake_km(self, name, lat, lon, country):
        return min((apart_km(lat, lon, one[1], one[2]) for one in self.names.get(fold(name), ())
                    if one[0] == country), default=None)


def judge(row, land, places):
    """What is wrong with a row, one sentence each."""
    lat, lon, reach = float(row["lat"]), float(row["lon"]), float(row["radius_nm"]) * 1.852
    country = SOVEREIGN.get(row["cc"], row["cc"])
    inside, coasts = land.countries_at(lat, lon), land.coasts(lat, lon)
    coast = min(coasts.values(), default=math.inf)
    if row["kind"] in LAND and not row["cross_check"].startswith("unmapped:"):
        near = 0 if country in inside or (inside and not country) else coasts.get(country, math.inf) if country else coast
        near = min(near, places.nearest_km(lat, lon, row["cc"]))
        if near > reach + BEYOND_KM:
            yield f"nothing of {row['cc'] or 'any country'} within {near:.0f} km"
    if row["kind"] == "cape" and inside and coast > reach + BEYOND_KM:
        yield f"a cape {coast:.0f} km inland"
    if row["kind"] == "cape" and reach > CAPE_MOST_KM:
        yield f"a cape of {reach:.0f} km"
    if row["kind"] in WATER and "Lake" not in row["name"] and inside and coast > max(INLAND_KM, .4 * reach):
        yield f"water {coast:.0f} km inland"
    if row["kind"] in TABLED:
        away = places.namesake_km(re.sub("^Port of ", "", row["name"]), lat, lon, row["cc"])
        if away is not None and away > reach + BEYOND_KM:
            yield f"the place of this name in {row['cc']} lies {away:.0f} km away"


def namesakes(rows):
    by_name = collections.defaultdict(list)
    for number, row in rows:
        for name in {fold(one) for one in (row["name"], *row["alt_names"].split("|")) if one}:
            by_name[name].append((number, row, float(row["lat"]), float(row["lon"]), float(row["radius_nm"]) * 1.852))
    for name, same in by_name.items():
        for i, (number, row, lat, lon, reach) in enumerate(same):
            for _, other, lat2, lon2, reach2 in same[:i]:
                away = apart_km(lat, lon, lat2, lon2)
                if reach + reach2 + BEYOND_KM < away < NAMESAKES_APART_KM:
                    yield number, f"{row['name']!r} and {other['name']!r} are both called {name!r}, {away:.0f} km apart"


def check(tree):
    """where the curated features lie"""
    data = tree.root / "data"
    path = data / "features_curated.csv"
    if not path.is_file():
        return
    with open(path, encoding="utf-8") as lines:
        rows = [(number, row) for number, row in enumerate(csv.DictReader(lines), 2) if not row["ref"]]
    land, places = Land(data), Places(data)
    found = [(number, f"{row['name']!r}: {what}") for number, row in rows for what in judge(row, land, places)]
    tree.saw(len(rows))
    for number, what in sorted(found + list(namesakes(rows))):
        tree.problem(path, f"line {number}: {what}")


SQUARE = "code\tname\tring\nAA\tA\t0,0 10,0 10,10 0,10 0,0\n"
HEAD = "name,kind,lat,lon,radius_nm,cc,alt_names,ref,source,cross_check\n"
TABLES = {"data/basemap.tsv": SQUARE, "data/places.tsv": "name\tcc\tlat\tlon\nPorto\tAA\t5.0\t0.1\n",
          "data/airports.csv": "name,iso_country,latitude_deg,longitude_deg\n",
          "data/ports_seaports.csv": "name,cc,lat,lon,qa_flag\n"}


def sample(*rows):
    return TABLES | {"data/features_curated.csv": HEAD + "".join(row + ",by hand,\n" for row in rows)}


GOOD = sample("Head,cape,5.0,0.0,1,AA,,", "Sea of A,sea,-3.0,5.0,100,,,", "Far,island,5.0,-0.1,1,AA,,",
              "Port of Porto,port,5.0,0.05,1,AA,,", "Elsewhere,island,9.0,9.0,1,AA,Far,")
BAD = [
    ("nothing of AA", sample("Far,island,5.0,-3.0,1,AA,,")),
    ("nothing of any country", sample("Far,island,5.0,-3.0,1,,,")),
    ("nothing of BB", sample("Inner,island,5.0,5.0,1,BB,,")),
    ("inland", sample("Head,cape,5.0,5.0,1,AA,,")),
    ("a cape of", sample("Head,cape,5.0,0.0,40,AA,,")),
    ("inland", sample("Strait,strait,5.0,5.0,5,AA,,")),
    ("the place of this name", sample("Port of Porto,port,9.0,0.1,1,AA,,")),
    ("both called", sample("Far,island,5.0,0.1,1,AA,,", "Other,island,8.0,0.1,1,AA,Far,")),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD)
