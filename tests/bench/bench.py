"""Speed, memory and start-up of the command, beside other programs on the same bytes in the same run.

    bench.py --command AIRLOG --tools FOLDER [--tables FILE] [--quick] [--shared FOLDER] [--runs N] [--megabytes N] [--gigabyte]

Each row is the median of several runs taken in turn. Speed is measured by the clock and by processor time; one
thread. Nothing here passes or fails by a time: --quick only proves that every row can be measured.
"""
import argparse
import os
import pathlib
import re
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


class Run:
    """One finished command: wall and processor seconds, exit code; peak memory when it is watched."""

    def __init__(self, command, stdin=None, stdout=subprocess.DEVNULL, environment=None, watched=False):
        start = time.perf_counter()
        self.peak_mb = 0.0
        process = subprocess.Popen(command, stdin=stdin or subprocess.DEVNULL, stdout=stdout,
                                   stderr=subprocess.PIPE, env=environment)
        if watched:
            self.watch(process)
        self.error = process.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = self.code = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        self.wall_s = time.perf_counter() - start
        self.cpu_s = usage.ru_utime + usage.ru_stime

    def watch(self, process):
        """The kernel's own high-water mark, read while it runs: what wait gives includes this program's."""
        while not select.select([process.stderr], [], [], 0.02)[0]:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            found = re.search(r"VmHWM:\s*(\d+) kB", status)
            self.peak_mb = max(self.peak_mb, int(found.group(1)) / 1024 if found else 0.0)


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.airlog = str(options.command)
        self.environment = os.environ | {"LC_ALL": "C.UTF-8"}
        self.failures = 0

    def generate(self, kind, size, seed=1):
        path = self.folder / f"{kind}-{size}.txt"
        with open(path, "wb") as out:
            subprocess.run([self.options.tools / "airlog_bench_generate", kind, str(size), str(seed)], stdout=out,
                           check=True)
        return path

    def extract(self, *arguments):
        return [self.airlog, "extract", *map(str, arguments), "-f", "JSONL"]

    def measure(self, rows):
        """{name: [runs]}: the commands in turn, so that a drift of the machine falls on all alike."""
        runs = {name: [] for name, _ in rows}
        for turn in range(self.options.runs + 1):
            for name, command in rows:
                run = Run(command, environment=self.environment)
                if turn > 0:
                    runs[name].append(run)
                if run.code != 0 and turn == 0:
                    self.fail(name, run)
        return runs

    def fail(self, name, run):
        self.failures += 1
        print(f"  {name}: exit {run.code}: {run.error.strip()[:300]}")

    def incidents(self, path, expected):
        """How many incidents an input gives; generated news that gives any, or reports that give none, is a failure."""
        found = subprocess.run(self.extract(path), capture_output=True, env=self.environment).stdout.count(b"\n")
        if (expected == "none" and found > 0) or (expected == "some" and found == 0):
            self.failures += 1
            print(f"  {path.name}: {found} incidents, expected {expected}")
        return found

    def speed(self, title, path, reports, expected):
        """A table for one input: airlog first, then each rival, and how many times its time airlog takes."""
        size = path.stat().st_size
        rivals = self.rivals(path)
        rows = [("airlog extract", self.extract(path)), *rivals]
        runs = self.measure(rows)
        walls = {name: statistics.median(run.wall_s for run in many) for name, many in runs.items()}
        print(f"\n{title}: {size / 1e6:.1f} MB, {reports} reports, {self.incidents(path, expected)} incidents")
        print(f"  {'':24}{'MB/s':>9}{'MB/s cpu':>10}{'reports/s':>12}{'wall s':>9}{'airlog/it':>11}")
        for name, many in runs.items():
            wall, cpu = walls[name], statistics.median(run.cpu_s for run in many)
            print(f"  {name:24}{size / 1e6 / wall:9.1f}{size / 1e6 / max(cpu, 1e-4):10.1f}{reports / wall:12.0f}"
                  f"{wall:9.3f}{walls['airlog extract'] / wall:11.2f}")

    def rivals(self, path):
        """Programs that read the same bytes and do less. grep writes to a pipe: to /dev/null it stops at one hit."""
        scan = [str(self.options.tools / "airlog_bench_scan"), str(path), "balloon"]
        found = [("memory scan, one word", scan), ("cat", ["cat", str(path)]), ("wc", ["wc", str(path)]),
                 ("grep -i -E 4 words", ["sh", "-c", f"grep -i -E 'drone|balloon|aircraft|uas' {path} | wc -l"])]
        return [(name, command) for name, command in found if name.startswith("mem") or shutil.which(command[0])]

    def texts(self, size):
        """News as a folder of plain texts, one article a file."""
        folder = self.folder / "texts"
        folder.mkdir()
        articles = self.generate("news-text", size).read_text().strip().split("\n\n")
        files = [articles[i:i + 6] for i in range(0, len(articles), 6)]
        for number, paragraphs in enumerate(files):
            (folder / f"{number:06}.txt").write_text("\n\n".join(paragraphs) + "\n")
        return folder, len(files)

    def folder_speed(self, size):
        folder, count = self.texts(size)
        total = sum(path.stat().st_size for path in folder.iterdir())
        shell = [("airlog extract FOLDER", self.extract(folder)), ("cat *", ["sh", "-c", f"cat {folder}/*"]),
                 ("wc *", ["sh", "-c", f"wc {folder}/*"])]
        runs = self.measure(shell)
        print(f"\nnews without incident, plain text, a file an article: {total / 1e6:.1f} MB, {count} files")
        for name, many in runs.items():
            wall = statistics.median(run.wall_s for run in many)
            print(f"  {name:24}{total / 1e6 / wall:9.1f} MB/s{count / wall:12.0f} reports/s")

    def memory(self, kind, sizes):
        print(f"\npeak memory over {kind} from a pipe")
        for size in sizes:
            maker = subprocess.Popen([self.options.tools / "airlog_bench_generate", kind, str(size)],
                                     stdout=subprocess.PIPE)
            run = Run(self.extract("-"), stdin=maker.stdout, environment=self.environment, watched=True)
            maker.stdout.close()
            maker.wait()
            if run.code != 0:
                self.fail("extract -", run)
            print(f"  {size / 1e6:8.0f} MB in {run.wall_s:7.1f} s: {run.peak_mb:7.1f} MB")

    def start(self):
        rows = [("airlog convert", [self.airlog, "convert", "60", "nmi", "km"]),
                ("airlog distance", [self.airlog, "distance", "51.5N 0.1W", "48.9N 2.4E"]),
                ("airlog locate", [self.airlog, "locate", "60 nautical miles north of Keelung"]),
                ("true", ["true"]), ("units", ["units", "-t", "60 nmile", "km"]),
                ("udunits2", ["udunits2", "-H", "60 nautical_mile", "-W", "km"]),
                ("geod", ["sh", "-c", "exec geod +ellps=WGS84 -I < " + str(self.lines())])]
        rows = [(name, command) for name, command in rows
                if shutil.which(command[0]) and (name != "geod" or shutil.which("geod"))]
        self.options.runs, kept = max(self.options.runs, 3 if self.options.quick else 21), self.options.runs
        runs = self.measure(rows)
        self.options.runs = kept
        print("\nstart to end of one answer")
        for name, many in runs.items():
            walls = sorted(run.wall_s * 1000 for run in many)
            print(f"  {name:24}{statistics.median(walls):8.1f} ms   (least {walls[0]:.1f})")

    def tables(self):
        """How fast the gazetteer and the other tables answer, and how long opening them takes."""
        if not self.options.tables:
            return
        command = [self.options.tools / "airlog_bench_lookup", self.options.tables]
        command += ["--quick"] if self.options.quick else []
        run = subprocess.run(command, capture_output=True, text=True)
        self.failures += run.returncode != 0
        print("\nthe tables")
        print("".join(f"  {line}\n" for line in (run.stdout + run.stderr).splitlines()), end="")

    def lines(self):
        path = self.folder / "geod.txt"
        path.write_text("51.5 -0.1 48.9 2.4\n")
        return path

    def real(self):
        """The development corpus, repeated until start-up does not matter; absent in most places."""
        source = pathlib.Path(self.options.shared or "", "corpora/faa_dev.jsonl")
        if not self.options.shared or not source.is_file():
            print("\nfaa_dev.jsonl: not here, so not measured")
            return
        path = self.folder / "faa_dev.jsonl"
        content = source.read_bytes()
        times = 1 if self.options.quick else max(1, round(self.options.megabytes * 1e6 / 2 / len(content)))
        path.write_bytes(content * times)
        self.speed(f"faa_dev.jsonl {times} times over", path, content.count(b"\n") * times, "some")

    def all(self):
        size = 300_000 if self.options.quick else int(self.options.megabytes * 1e6)
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {self.options.runs} runs of each")
        news = self.generate("news", size)
        self.speed("news without incident, JSON Lines", news, count(news), "none")
        self.folder_speed(size if self.options.quick else size // 4)
        reports = self.generate("reports", size if self.options.quick else size // 4)
        self.speed("reports with an incident each, JSON Lines", reports, count(reports), "some")
        self.real()
        sizes = [300_000, 600_000] if self.options.quick else [10_000_000, 100_000_000]
        if self.options.gigabyte:
            sizes.append(1_000_000_000)
        self.memory("news", sizes)
        self.memory("reports", sizes[:2])
        self.start()
        self.tables()
        return self.failures


def count(path):
    with open(path, "rb") as lines:
        return sum(1 for _ in lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", type=pathlib.Path, required=True, help="the built or installed airlog")
    parser.add_argument("--tools", type=pathlib.Path, required=True, help="folder of the generator and the scan")
    parser.add_argument("--tables", type=pathlib.Path, help="the compiled tables, to measure look-ups in")
    parser.add_argument("--shared", help="folder that holds corpora/")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--gigabyte", action="store_true", help="memory over a gigabyte of input too")
    parser.add_argument("--quick", action="store_true", help="small inputs, one run: only that it works")
    options = parser.parse_args()
    if options.quick:
        options.runs = 1
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(1 if Bench(options, pathlib.Path(folder)).all() else 0)


if __name__ == "__main__":
    main()
