"""Coordinate notations against GeographicLib's GeoConvert, and each notation to itself and back.

Random points, seeded, all over the globe with the poles and the date line, are written in every notation by the built
airlog; degrees, UTM/UPS and MGRS are compared with what GeoConvert writes, and what GeoConvert writes is read by
airlog. Then every notation is read back and must lie within its own precision of where it began.
"""
import argparse
import math
import random
import re
import shutil
import subprocess
import sys

SKIPPED = 77

# Notation: half of its last unit at the digits that airlog writes from seven decimals, in degrees of latitude and of
# longitude; None where the cell is in metres (its half diagonal).
PRECISION_DEG = {
    "dd": (6e-9, 6e-9), "dm": (2e-8, 2e-8), "dms": (2e-8, 2e-8), "icao": (0.51 / 3600,) * 2, "iso6709": (6e-9, 6e-9),
    "geo-uri": (6e-9, 6e-9), "wkt": (6e-9, 6e-9), "geojson": (6e-9, 6e-9),
    "georef": (0.0051 / 60, 0.0051 / 60), "gars": (2.51 / 60, 2.51 / 60), "maidenhead": (1.251 / 60, 2.501 / 60),
    "olc": (6.251e-5, 6.251e-5), "geohash": (180 / 2 ** 23 + 1e-8, 360 / 2 ** 24 + 1e-8),
}
CELL_M = {"utm": 0.71, "mgrs": 0.71}
RADIUS_M = 6378137.0


def points(count):
    """Half of them even on the sphere, the rest near edges where notations change their rule."""
    chance = random.Random(20240611)
    edges_lat = [-90, -80, 0, 56, 64, 72, 84, 90, 8, 16, -8]
    edges_lon = [-180, 180, 0, 3, 6, 9, 12, 21, 33, 42, -174, 174, 90, -90]
    found = [(lat, lon) for lat in (-90, 0, 90, 84, -80) for lon in (-180, 0, 180)]
    while len(found) < count:
        if chance.random() < 0.5:
            lat, lon = math.degrees(math.asin(chance.uniform(-1, 1))), chance.uniform(-180, 180)
        else:
            lat, lon = (chance.choice(edges) + chance.gauss(0, 0.01) for edges in (edges_lat, edges_lon))
        if abs(lat) <= 90 and abs(lon) <= 180:
            found.append((round(lat, 7), round(lon, 7)))
    return found


class Runner:
    def __init__(self, command):
        self.command = command

    def airlog(self, lines, notation, *options):
        done = subprocess.run([self.command, "convert", "-q", "--to", notation, *options, "-"],
                              input="\n".join(lines) + "\n", capture_output=True, text=True)
        answers = done.stdout.splitlines()
        if done.returncode or len(answers) != len(lines):
            raise SystemExit(f"airlog --to {notation}: exit {done.returncode}, {len(answers)} answers for {len(lines)}: "
                             + done.stderr[:400])
        return answers

    def geoconvert(self, lines, *options):
        done = subprocess.run(["GeoConvert", *options], input="\n".join(lines) + "\n", capture_output=True, text=True)
        answers = done.stdout.splitlines()
        if len(answers) != len(lines):
            raise SystemExit(f"GeoConvert {options}: {len(answers)} answers for {len(lines)}: {done.stderr[:400]}")
        return answers


def pair(text):
    lat, lon = text.replace(",", " ").split()
    return float(lat), float(lon)


def apart(a, b):
    """Degrees of latitude and of longitude; at the poles every longitude is the same place."""
    dlon = abs(math.remainder(a[1] - b[1], 360)) if abs(a[0]) < 90 - 1e-7 else 0.0
    return abs(a[0] - b[0]), dlon


def metres_apart(a, b):
    """On the sphere of the ellipsoid's largest curvature: enough for half a metre, also at the poles."""
    lat, other = math.radians(a[0]), math.radians(b[0])
    half_lat, half_lon = (other - lat) / 2, math.radians(b[1] - a[1]) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat) * math.cos(other) * math.sin(half_lon) ** 2
    return 2 * RADIUS_M * math.asin(math.sqrt(chord))


def numbers_of(text):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", text)]


def check_degrees(run, given, written, problems):
    """dd and dms are what GeoConvert writes: -p 3 is eight decimals of a degree, -p 4 four of a second."""
    theirs = run.geoconvert(written, "-g", "-p", "3")
    for point, line, ours in zip(given, theirs, run.airlog(written, "dd", "--exact")):
        if max(apart(pair(ours), pair(line))) > 1.1e-8:
            problems.append(f"dd of {point}: airlog {ours}, GeoConvert {line}")
    theirs = run.geoconvert(written, "-d", "-p", "4")  # 25d09'00.0000"N
    for point, line, ours in zip(given, run.airlog(theirs, "dd", "--exact"), written):
        if max(apart(pair(line), point)) > 2e-8:
            problems.append(f"what GeoConvert -d writes of {ours} is read as {line}")


def check_grid(run, given, written, problems):
    """UTM/UPS to a tenth of a millimetre, MGRS to the same square of a metre, both read back too."""
    theirs = run.geoconvert(written, "-u", "-p", "4")  # 51n 374010.1234 2782141.1234
    for point, line, ours in zip(given, theirs, run.airlog(written, "utm", "--digits", "4")):
        their, our = numbers_of(line.split(None, 1)[1]), numbers_of(ours.split(None, 2 if "UPS" in ours else 1)[-1])
        zone = line.split()[0].upper().lstrip("0")
        mine = ours.split()[0] if "UPS" not in ours else ours.split()[1]
        if zone != mine or max(abs(a - b) for a, b in zip(their, our)) > 2e-4:
            problems.append(f"utm of {point}: airlog {ours}, GeoConvert {line}")
    theirs = run.geoconvert(written, "-m", "-p", "0")
    for point, line, ours in zip(given, theirs, run.airlog(written, "mgrs")):
        if line != ours:
            problems.append(f"mgrs of {point}: airlog {ours}, GeoConvert {line}")
    centres = run.geoconvert(theirs, "-g", "-p", "3")
    for line, read, centre in zip(theirs, run.airlog(theirs, "dd", "--exact"), centres):
        if max(apart(pair(read), pair(centre))) * math.cos(math.radians(min(89.9, abs(pair(read)[0])))) > 3e-8:
            problems.append(f"{line}: airlog reads {read}, GeoConvert {centre}")


def check_round_trip(run, notation, given, written, problems):
    made = run.airlog(written, notation)
    worst = 0.0
    # A geohash looks like any word: it is read where its name stands before it.
    asked = [f"geohash {line}" for line in made] if notation == "geohash" else made
    for point, line, back in zip(given, made, run.airlog(asked, "dd", "--exact")):
        dlat, dlon = apart(point, pair(back))
        if notation in CELL_M:
            off_m = metres_apart(point, pair(back))
            worst = max(worst, off_m / CELL_M[notation])
            good = off_m <= CELL_M[notation] * 1.01
        else:
            lat, lon = PRECISION_DEG[notation]
            worst = max(worst, dlat / lat, dlon / lon)
            good = dlat <= lat and dlon <= lon
        if not good:
            problems.append(f"{notation}: {point} is {line}, which is read as {back}")
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--command", required=True)
    parser.add_argument("--points", type=int, default=10000)
    arguments = parser.parse_args()
    if not shutil.which("GeoConvert"):
        print("skipped: GeoConvert (geographiclib-tools) is not installed")
        return SKIPPED
    run = Runner(arguments.command)
    given = points(arguments.points)
    written = [f"{lat:.7f} {lon:.7f}" for lat, lon in given]
    problems = []
    check_degrees(run, given, written, problems)
    check_grid(run, given, written, problems)
    compared = len(problems)
    for notation in [*PRECISION_DEG, *CELL_M]:
        worst = check_round_trip(run, notation, given, written, problems)
        print(f"{notation}: there and back within {worst:.2f} of its precision")
    print(f"{len(given)} points; {compared} differ from GeoConvert, {len(problems) - compared} do not come back")
    print("\n".join(problems[:40]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
