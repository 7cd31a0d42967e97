"""Speed of the prompt beside the tools that people know, on the same work.

Many questions at once: `airlog distance` on pairs of coordinates beside `geod -I`, and `airlog locate` on phrases beside
`geod` on the same steps already in numbers; what both print is compared to 7 decimals. One question: from start to
answer of `convert` and `distance` beside units, udunits2 and geod, medians of runs that take turns.
"""
import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
DECIMALS_DEG = 1.01e-7  # one of the seventh decimal
WGS84 = "+ellps=WGS84"


def seconds(command, path, environment):
    """Processor seconds of a command that reads the file, and what it prints."""
    before = os.times()
    with open(path, "rb") as file:
        done = subprocess.run(command, stdin=file, capture_output=True, env=environment, check=False)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system, done.stdout


def write(folder, name, lines):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(line + "\n" for line in lines))
    return path


def in_turns(ours, theirs, rounds):
    """The least time of each over rounds that take turns, and what was printed last."""
    best = [float("inf"), float("inf")]
    printed = [b"", b""]
    for _ in range(rounds):
        for i, one in enumerate((ours, theirs)):
            spent, printed[i] = one()
            best[i] = min(best[i], spent)
    return best, printed


def pairs_of_numbers(arguments, folder, environment):
    """Rows of both, compared; the two times."""
    chance = random.Random(7)
    lines = ["%.6f %.6f %.6f %.6f" % (chance.uniform(-89, 89), chance.uniform(-180, 180), chance.uniform(-89, 89),
                                      chance.uniform(-180, 180)) for _ in range(arguments.lines)]
    path = write(folder, "pairs", lines)
    airlog = [arguments.command, "distance", "-f", "csv", "-"]
    geod = ["geod", "-I", "-f", "%.7f", "-F", "%.7f", WGS84]
    best, printed = in_turns(lambda: seconds(airlog, path, environment), lambda: seconds(geod, path, environment),
                             arguments.rounds)
    ours, theirs = printed[0].decode().splitlines()[1:], printed[1].decode().splitlines()
    if len(ours) != len(lines) or len(theirs) != len(lines):
        raise SystemExit(f"{len(ours)} and {len(theirs)} answers for {len(lines)} questions")
    worst = [0.0, 0.0]
    for our, their in zip(ours, theirs):
        metres, first, last = (float(cell) for cell in our.split(",")[4:])
        azimuth, back, distance = (float(cell) for cell in their.split())
        worst[0] = max(worst[0], abs(metres - distance))
        worst[1] = max(worst[1], abs((first - azimuth + 180) % 360 - 180), abs((last - back) % 360 - 180))
    return best, worst


PLACES = ["Keelung port", "Leeds Bradford Airport", "Cork Airport", "KJFK", "Manila", "Reykjavik", "Gibraltar", "Honolulu",
          "Narita International Airport", "Naha"]
WINDS = ["north", "north-northeast", "northeast", "east-northeast", "east", "east-southeast", "southeast",
         "south-southeast", "south", "south-southwest", "southwest", "west-southwest", "west", "west-northwest",
         "northwest", "north-northwest"]
UNITS = {"NM": 1852, "km": 1000, "miles": 1609.344, "nautical miles": 1852, "kilometers": 1000}


def phrases(arguments, folder, environment):
    chance = random.Random(11)
    asked = [(chance.randint(2, 250), chance.choice(list(UNITS)), chance.randrange(16), chance.choice(PLACES))
             for _ in range(arguments.lines)]
    anchors = {}
    for place in PLACES:
        done = subprocess.run([arguments.command, "locate", "--json", f"10 NM north of {place}"], env=environment,
                              capture_output=True, check=True)
        found = json.loads(done.stdout)
        anchors[place] = (found["anchor_lat"], found["anchor_lon"])
    text = write(folder, "phrases", [f"{n} {unit} {WINDS[wind]} of {place}" for n, unit, wind, place in asked])
    numbers = write(folder, "steps", ["%.7f %.7f %.1f %.3f" % (*anchors[place], wind * 22.5, n * UNITS[unit])
                                      for n, unit, wind, place in asked])
    airlog = [arguments.command, "locate", "-q", "-f", "csv", "-"]
    geod = ["geod", "-f", "%.7f", WGS84]
    best, printed = in_turns(lambda: seconds(airlog, text, environment), lambda: seconds(geod, numbers, environment),
                             arguments.rounds)
    ours, theirs = printed[0].decode().splitlines()[1:], printed[1].decode().splitlines()
    worst = 0.0
    if len(ours) != len(asked) or len(theirs) != len(asked):
        raise SystemExit(f"{len(ours)} and {len(theirs)} answers for {len(asked)} questions")
    for our, their in zip(ours, theirs):
        lat, lon = (float(cell) for cell in our.split(",")[:2])
        their_lat, their_lon = (float(cell) for cell in their.split()[:2])
        worst = max(worst, abs(lat - their_lat), abs((lon - their_lon + 180) % 360 - 180))
    return best, worst


def start_to_answer(arguments, environment):
    """Medians in milliseconds of runs that take turns."""
    pair = "25.13 121.74 26.1 121.7\n"
    commands = {
        "airlog convert": ([arguments.command, "convert", "60", "NM", "km"], None),
        "udunits2": (["udunits2", "-H", "60 nautical_mile", "-W", "km"], None),
        "units": (["units", "-t", "60 nauticalmile", "km"], None),
        "airlog distance": ([arguments.command, "distance", "-q", "25.13", "121.74", "26.1", "121.7"], None),
        "geod": (["geod", "-I", WGS84], pair),
    }
    times = {name: [] for name in commands}
    for _ in range(arguments.starts):
        for name, (command, given) in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, input=given.encode() if given else b"", capture_output=True, env=environment, check=True)
            times[name].append(1000 * (time.perf_counter() - begun))
    return {name: statistics.median(values) for name, values in times.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--command", required=True)
    parser.add_argument("--lines", type=int, default=300000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--starts", type=int, default=50)
    arguments = parser.parse_args()
    missing = [name for name in ("geod", "units", "udunits2") if not shutil.which(name)]
    if missing:
        print("skipped: not installed: " + ", ".join(missing))
        return SKIPPED
    environment = os.environ | {"XDG_CONFIG_HOME": "/nowhere"}
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        (ours, theirs), (metres, degrees) = pairs_of_numbers(arguments, folder, environment)
        print(f"distance: {arguments.lines / ours:,.0f} pairs a second; geod {arguments.lines / theirs:,.0f}; "
              f"{theirs / ours:.2f} times its rate; apart by at most {metres:.1e} m, {degrees:.1e} deg")
        failed |= degrees > DECIMALS_DEG or metres > 1.01e-7
        (ours, theirs), apart = phrases(arguments, folder, environment)
        print(f"locate: {arguments.lines / ours:,.0f} phrases a second; geod {arguments.lines / theirs:,.0f} steps; "
              f"{theirs / ours:.2f} times its rate; apart by at most {apart:.1e} deg")
        failed |= apart > DECIMALS_DEG
    medians = start_to_answer(arguments, environment)
    print("start to answer, medians in ms: " + ", ".join(f"{name} {value:.2f}" for name, value in medians.items()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
