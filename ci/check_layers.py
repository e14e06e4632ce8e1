#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the layers of framework/proofload: includes point down, and heavy headers stay inside.

Reads every file below framework/proofload and prints each forbidden include as `file:line: why`.
  check_layers.py              checks this repository
  check_layers.py --self-test  plants each kind of offence in a temporary tree: it must be found
"""
import re
import sys
import tempfile
from functools import cache
from pathlib import Path

RANKS = {"units": 0, "base": 1, "metrics": 2, "load": 3, "report": 3, "protocol": 3, "service": 3,
         "data": 4, "stream": 4, "engine": 5, "grpc": 6, "testing": 6}
UMBRELLA = "proofload"  # files directly under framework/proofload: above every layer
INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
STANDARD = re.compile(r"[a-z_0-9]+")  # <vector>, <cstdint>; neither <unistd.h> nor <fmt/core.h>
GOOGLETEST = ("gtest/", "gmock/")
HEAVY = ("curl/", "nlohmann/", "fmt/", "re2/")


class Tree:
    def __init__(self, framework):
        self.framework = framework.resolve()
        self.root = self.framework / "proofload"
        self.files = sorted(path for path in self.root.rglob("*") if path.is_file())

    def layer(self, path):
        parts = path.relative_to(self.root).parts
        return parts[0] if len(parts) > 1 else UMBRELLA

    def is_public_header(self, path):
        parts = path.relative_to(self.root).parts
        return path.suffix != ".cpp" and "detail" not in parts[:-1]

    def resolve(self, path, quote, name):
        """The file of ours that an include names (it need not exist), or None: not ours."""
        beside = (path.parent / name).resolve()
        if quote == '"' and beside.is_file() and beside.is_relative_to(self.root):
            return beside
        named = (self.framework / name).resolve()
        return named if named.is_relative_to(self.root) else None

    @cache
    def includes(self, path):
        lines = path.read_text(errors="replace").splitlines() if path.is_file() else []
        return [(number, match[2], self.resolve(path, match[1], match[2]))
                for number, line in enumerate(lines, 1) if (match := INCLUDE.match(line))]

    @cache
    def heavy_reach(self, start):
        """A heavy header that including `start` pulls in, or None."""
        seen, waiting = set(), [start]
        while waiting:
            path = waiting.pop()
            seen.add(path)
            for _, name, target in self.includes(path):
                if name.startswith(HEAVY):
                    return name
                if target and target not in seen:
                    waiting.append(target)
        return None

    def judge(self, path, name, target):
        """Why this include is forbidden: one sentence for each rule that it breaks."""
        layer = self.layer(path)
        if layer != UMBRELLA and target:
            below = self.layer(target)
            if below != layer and RANKS.get(below, 99) >= RANKS.get(layer, -1):
                yield f"layer {layer} must not include layer {below}: <{name}>"
        if layer == "units" and not target and not STANDARD.fullmatch(name):
            yield f"layer units may include only the standard library and itself: <{name}>"
        if layer not in ("testing", UMBRELLA) and name.startswith(GOOGLETEST):
            yield f"only layer testing may include GoogleTest, not layer {layer}: <{name}>"
        if self.is_public_header(path):
            if name.startswith(HEAVY):
                yield f"a public header must not include <{name}>: only .cpp and detail/"
            elif target and not self.is_public_header(target) and self.heavy_reach(target):
                heavy = self.heavy_reach(target)
                yield f"a public header must not pull in <{heavy}> through <{name}>"

    def problems(self):
        for path in self.files:
            shown = path.relative_to(self.framework.parent)
            if self.layer(path) not in (*RANKS, UMBRELLA):
                yield f"{shown}:1: unknown layer {self.layer(path)}: rank it in ci/check_layers.py"
            for number, name, target in self.includes(path):
                yield from (f"{shown}:{number}: {why}" for why in self.judge(path, name, target))


# Each row: a file, its include, and a part of the complaint that must come: none where allowed.
SELF_TEST = [
    ("units/rate.h", "<vector>", ""),
    ("units/rate.cpp", '"rate.h"', ""),
    ("units/users.h", "<proofload/units/rate.h>", ""),
    ("units/a.h", "<unistd.h>", "only the standard library"),
    ("units/b.h", "<boost/asio.hpp>", "only the standard library"),
    ("units/c.h", "<proofload/base/clock.h>", "units must not include layer base"),
    ("base/clock.h", "<proofload/units/rate.h>", ""),
    ("base/d.cpp", '"../metrics/histogram.h"', "base must not include layer metrics"),
    ("base/e.cpp", '"proofload/load/profile.h"', "layer base must not include layer load"),
    ("base/f.cpp", "<proofload/proofload.h>", "layer base must not include layer proofload"),
    ("metrics/histogram.h", "<proofload/base/clock.h>", ""),
    ("metrics/g.cpp", "<gtest/gtest.h>", "only layer testing may include GoogleTest"),
    ("load/profile.h", "<proofload/metrics/histogram.h>", ""),
    ("load/h.cpp", "<proofload/report/report.h>", "load must not include layer report"),
    ("report/i.cpp", "<proofload/protocol/http/client.h>", "report must not include layer"),
    ("report/json.cpp", "<nlohmann/json.hpp>", ""),
    ("report/j.h", "<nlohmann/json_fwd.hpp>", "public header must not include <nlohmann/json_fwd"),
    ("service/k.h", "<proofload/load/profile.h>", "layer service must not include layer load"),
    ("protocol/http/detail/easy.h", "<curl/curl.h>", ""),
    ("protocol/http/client.cpp", '"detail/easy.h"', ""),
    ("protocol/http/l.h", '"detail/easy.h"', "must not pull in <curl/curl.h> through"),
    ("protocol/http/m.h", "<curl/curl.h>", "a public header must not include <curl/curl.h>"),
    ("protocol/pattern.cpp", "<re2/re2.h>", ""),
    ("protocol/t.h", "<re2/re2.h>", "a public header must not include <re2/re2.h>"),
    ("data/row.h", "<proofload/protocol/json.h>", ""),
    ("data/u.h", "<proofload/engine/run.h>", "layer data must not include layer engine"),
    ("engine/v.h", "<proofload/data/feeder.h>", ""),
    ("engine/run.h", "<proofload/load/profile.h>", ""),
    ("engine/n.h", "<proofload/testing/load_test.h>", "engine must not include layer testing"),
    ("engine/o.h", "<gmock/gmock.h>", "only layer testing may include GoogleTest"),
    ("engine/p.h", "<fmt/core.h>", "a public header must not include <fmt/core.h>"),
    ("testing/load_test.h", "<gtest/gtest.h>", ""),
    ("testing/q.h", "<nlohmann/json.hpp>", "public header must not include <nlohmann/json"),
    ("proofload.h", "<proofload/testing/load_test.h>", ""),
    ("misc/r.h", "<vector>", "unknown layer misc"),
    ("base/s.h", "<proofload/misc/r.h>", "layer base must not include layer misc"),
]


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        framework = Path(folder, "framework")
        for name, include, _ in SELF_TEST:
            path = framework / "proofload" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"#pragma once\n// #include <gtest/gtest.h>\n#  include {include}\n")
        problems = list(Tree(framework).problems())
    wrong = []
    for name, include, expected in SELF_TEST:
        found = [line for line in problems if line.startswith(f"framework/proofload/{name}:")]
        if len(found) != bool(expected) or expected not in "".join(found):
            wrong.append(f"{name} includes {include}: expected '{expected}', got {found}")
    print("\n".join(wrong) or f"check_layers: self-test passed, {len(SELF_TEST)} cases")
    return 1 if wrong else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if sys.argv[1:]:
        print(__doc__, file=sys.stderr)
        return 2
    tree = Tree(Path(__file__).resolve().parent.parent / "framework")
    problems = list(tree.problems())
    if not tree.files:
        problems.append(f"{tree.root}: found no file to check")
    print("\n".join(problems) or f"check_layers: {len(tree.files)} files, includes point down")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
