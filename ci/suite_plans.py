# SPDX-License-Identifier: Apache-2.0
"""What load tests would play, as their binaries say it with --plan: nothing is played."""
import json
import os
import subprocess
import tempfile
from pathlib import Path

SKIPS = "[  SKIPPED ]"  # how GoogleTest names a test that skipped itself


def users_of(scenario):
    """How many users an open load may have, and how many from the beginning."""
    least, most = scenario.get("min_users", 0), scenario["users"]
    if least == 0:
        return f"by at most {most} users"
    return f"by {most} users" if least == most else f"by {least} to {most} users"


def load_of(scenario):
    """The load of a scenario of a plan, and of an open one how many users it may have."""
    text = f"{scenario['name']}: " if scenario["name"] else ""
    text += scenario["load"]
    is_open = scenario["peak_rate_per_second"] > 0
    return text + (f", {users_of(scenario)}" if is_open else "")


def load_text(plan):
    if plan["problems"]:
        raise ValueError(f"{plan['test']} cannot be played: {'; '.join(plan['problems'])}")
    return "; ".join(load_of(scenario) for scenario in plan["scenarios"])


class Skipped(ValueError):
    """A test that skipped itself instead of showing its plan."""


def environment_of_plans():
    """Ours without Proofload's flags, by which a plan would be scaled; its data it has to find."""
    return {name: value for name, value in os.environ.items()
            if not name.startswith("PROOFLOAD_") or name == "PROOFLOAD_DATA"}


def asked(command, folder):
    """What a binary prints that is asked for plans."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder,
                              env=environment_of_plans())
    except OSError as why:
        raise ValueError(f"{command[0]} cannot be started: {why}; build it") from why
    if done.returncode != 0:
        raise ValueError(f"{command[0]} --plan failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def plans_of(binary, *flags, folder=None):
    """What a binary says it would play, test by test, and what it prints."""
    with tempfile.TemporaryDirectory() as output:
        printed = asked([binary, "--plan", f"--output={output}", *flags], folder or output)
        return [json.loads(path.read_text(encoding="utf-8"))
                for path in Path(output).glob("*.plan.json")], printed


def planned_loads(binary):
    """By test of a binary its load, in words."""
    return {plan["test"]: load_text(plan) for plan in plans_of(binary)[0]}


def planned_length(binary, test, folder):
    """Seconds that a test of a binary would take: its first run, which is all that a plan shows."""
    plans, printed = plans_of(binary, f"--gtest_filter={test}", folder=folder)
    if plans:
        return sum(plan["length_seconds"] for plan in plans)
    if SKIPS in printed:
        raise Skipped(f"{test} skips itself")
    raise ValueError(f"{test} shows no plan")
