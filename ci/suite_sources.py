# SPDX-License-Identifier: Apache-2.0
"""What the sources of a suite of load tests say: its tests with their labels and limits, and its own
metrics. A limit is an EXPECT_THAT in the body of a LOAD_TEST or of a function that it calls; more of
them stand in a file of thresholds. Reads no more of C++ than that: parentheses, braces, texts.
"""
import re

LABELS = {"smoke", "load", "stress", "spike", "capacity", "soak"}
LOAD_TEST = re.compile(r"^LOAD_TEST\((\w+),\s*(\w+),([^{]*?)\)\s*(?=\{)", re.MULTILINE | re.DOTALL)
FUNCTION = re.compile(r"\b(\w+)\([^;{}()]*\)(?: const| override)*\s*(?=\{)")
WINDOW = re.compile(r"const Window (\w+) = ([^;]+);")
METRIC = re.compile(r"\bMetric\s+\w+\s*=\s*(?:trend|counter|gauge|rate)\(\s*\"(\w+)\"")
LINE_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
CLOSING = {"(": ")", "{": "}"}


def enclosed(text, at):
    """What stands between the bracket at a place and the one that closes it."""
    stack, is_text, begin = [], False, at
    for at in range(begin, len(text)):
        letter = text[at]
        if letter == '"' and text[at - 1] != "\\":
            is_text = not is_text
        elif not is_text and letter in CLOSING:
            stack.append(CLOSING[letter])
        elif not is_text and letter in CLOSING.values():
            if letter != stack.pop():
                break
            if not stack:
                return text[begin + 1:at]
    raise ValueError("a bracket is not closed: " + text[begin:begin + 60])


def arguments(text):
    """Splits at the commas that stand in no brackets and no text."""
    parts, depth, is_text = [""], 0, False
    for letter in text:
        if letter == '"':
            is_text = not is_text
        depth += 0 if is_text else (letter in "({") - (letter in ")}")
        if letter == "," and depth == 0 and not is_text:
            parts.append("")
        else:
            parts[-1] += letter
    return [" ".join(part.split()) for part in parts]


def without_call(text, name):
    """The arguments of a call of that name, else the text itself."""
    return arguments(enclosed(text, len(name))) if text.startswith(name + "(") else [text]


def subject_of(text, windows):
    """Where a limit looks: nothing for the whole run, else as the test says it."""
    first = re.match(r"\w+", text)[0]
    text = windows.get(first, first) + text[len(first):]
    return re.sub(r"^report\.?", "", text).replace("metrics::", "")


def limits_in(body, functions):
    """Pairs of subject and matcher, in order; those of called functions among them."""
    windows = {name: " ".join(value.split()) for name, value in WINDOW.findall(body)}
    found = []
    for call in re.finditer(r"\b(\w+)\(", body):
        if call[1] == "EXPECT_THAT":
            subject, matcher = arguments(enclosed(body, call.end() - 1))[:2]
            found += [(subject_of(subject, windows), one.replace("metrics::", ""))
                      for one in without_call(matcher, "AllOf")]
        elif call[1] in functions:
            found += limits_in(functions[call[1]], functions)
    return found


def tests_in(sources):
    """The load tests of sources, given as texts: by name their label and limits."""
    texts = [LINE_COMMENT.sub("", source) for source in sources]
    functions = {}
    for text in texts:
        for head in FUNCTION.finditer(text):
            body = enclosed(text, head.end())
            if "EXPECT_THAT" in body:
                functions[head[1]] = body
    tests = {}
    for text in texts:
        for head in LOAD_TEST.finditer(text):
            labels = {one.strip() for one in head[3].split(",")} & LABELS
            tests[f"{head[1]}.{head[2]}"] = (" ".join(sorted(labels)),
                                             limits_in(enclosed(text, head.end()), functions))
    return tests


def own_metrics(sources):
    """The names of the metrics that sources declare, sorted."""
    return sorted({name for source in sources for name in METRIC.findall(source)})


def expression_of(threshold):
    """A threshold is a text, or an object that may also end a run."""
    if isinstance(threshold, str):
        return threshold
    return threshold["threshold"] + (" (abortOnFail)" if threshold.get("abortOnFail") else "")


def thresholds_of(test, file):
    """The thresholds of a test in such a file, by metric, as a run merges them."""
    merged = {}
    for section in ("*", test.split(".")[0] + ".*", test):
        merged.update(file.get(section, {}))
    return {metric: [expression_of(one) for one in thresholds]
            for metric, thresholds in merged.items() if thresholds}
