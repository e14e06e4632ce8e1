# SPDX-License-Identifier: Apache-2.0
"""What load tests would play, as their binaries say it with --plan: nothing is played."""
import json
import subprocess
import tempfile
from pathlib import Path


def load_of(scenario):
    """The load of a scenario of a plan, and of an open one how many users it may have."""
    text = f"{scenario['name']}: " if scenario["name"] else ""
    text += scenario["load"]
    is_open = scenario["peak_rate_per_second"] > 0
    return text + (f", by at most {scenario['users']} users" if is_open else "")


def load_text(plan):
    if plan["problems"]:
        raise ValueError(f"{plan['test']} cannot be played: {'; '.join(plan['problems'])}")
    return "; ".join(load_of(scenario) for scenario in plan["scenarios"])


def planned_loads(binary):
    """By test of a binary its load, in words."""
    with tempfile.TemporaryDirectory() as folder:
        asked = subprocess.run([binary, "--plan", f"--output={folder}"], capture_output=True,
                               text=True, check=False, cwd=folder)
        if asked.returncode != 0:
            raise ValueError(f"{binary} --plan failed:\n{asked.stdout}{asked.stderr}")
        plans = [json.loads(path.read_text(encoding="utf-8"))
                 for path in Path(folder).glob("*.plan.json")]
    return {plan["test"]: load_text(plan) for plan in plans}
