# SPDX-License-Identifier: Apache-2.0
"""What the sources of a suite of load tests say: its tests with their labels and limits, and its
own metrics. A limit is an EXPECT_THAT, or what else is expected, in the body of a LOAD_TEST or of a
function that it calls; what a function is given, and constants of a body, are written out. More
limits stand in a file of thresholds. Reads no more of C++ than that: parentheses, braces, texts.
"""
import re

LABELS = {"smoke", "load", "stress", "spike", "capacity", "soak"}
LOAD_TEST = re.compile(r"^LOAD_TEST\((\w+),\s*(\w+),([^{]*?)\)\s*(?=\{)", re.MULTILINE | re.DOTALL)
FUNCTION = re.compile(r"\b(\w+)\(([^;{}()]*)\)(?: const| override)*\s*(?=\{)")
CONSTANT = re.compile(r"\bconst (?:Window|auto|double|int|Rate|Users|Duration) (\w+) = ([^;]+);")
TEXT = r'"(?:[^"\\]|\\.)*"'
NAME = re.compile(TEXT + r"|(?<![\w.:])[A-Za-z_]\w*")
OPERATION = re.compile(r" [-+*/] ")
EXPECTATION = re.compile(r"(?:EXPECT|ASSERT)_(\w+)")
OPERATORS = {"EQ": "==", "NE": "!=", "LT": "<", "LE": "<=", "GT": ">", "GE": ">="}
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


def resolved(text, names):
    """A text with what names stand for in their place."""
    def value(found):
        value = names.get(found[0], found[0])
        before, after = text[:found.start()].rstrip()[-1:], text[found.end():].lstrip()[:1]
        is_whole = before in ("", "(", ",") and after in ("", ")", ",")
        is_operation = OPERATION.search(re.sub(TEXT, "", value))
        return f"({value})" if is_operation and not is_whole else value
    return NAME.sub(value, text)


def constants_in(body, names):
    """What names stand for in a body: those that are given, and its constants."""
    names = dict(names)
    for name, value in CONSTANT.findall(body):
        names[name] = resolved(" ".join(value.split()), names)
    return names


def parameters_of(text):
    """The names of parameters, and what those stand for that have a default."""
    parts = [one.partition("=") for one in arguments(text) if one]
    names = [re.findall(r"\w+", declared)[-1] for declared, _, _ in parts]
    return names, {name: default.strip() for name, (_, _, default) in zip(names, parts) if default}


def subject_of(text):
    """Where a limit looks: nothing for the whole run, else as the test says it."""
    return re.sub(r"^report\.?", "", text).replace("metrics::", "")


def condition_of(kind, given):
    """What is expected by EXPECT_<kind>, as one would say it in C++."""
    if kind in OPERATORS:
        return f" {OPERATORS[kind]} ".join(given)
    if kind == "TRUE":
        return given[0]
    if kind == "FALSE":
        return f"!({given[0]})"
    return f"{kind}({', '.join(given)})"


def limits_of(kind, given):
    """What EXPECT_<kind> expects, as pairs of subject and matcher. A condition has no subject."""
    if kind != "THAT":
        return [(None, condition_of(kind, given).replace("metrics::", ""))]
    return [(subject_of(given[0]), one.replace("metrics::", ""))
            for one in without_call(given[1], "AllOf")]


def limits_in(body, functions, names=()):
    """Limits in order; those of called functions among them. names: what each stands for."""
    names = constants_in(body, names)
    found = []
    for call in re.finditer(r"\b(\w+)\(", body):
        kind = EXPECTATION.fullmatch(call[1])
        if kind or call[1] in functions:
            given = [resolved(one, names) for one in arguments(enclosed(body, call.end() - 1))]
        if kind:
            found += limits_of(kind[1], given)
        elif call[1] in functions:
            found += limits_of_call(call[1], given, functions)
    return found


def limits_of_call(name, given, functions):
    parameters, body = functions[name]
    names, defaults = parameters_of(parameters)
    others = {other: function for other, function in functions.items() if other != name}
    return limits_in(body, others, {**defaults, **dict(zip(names, given))})


def functions_in(texts):
    """By name the parameters and the body of every function."""
    return {head[1]: (head[2], enclosed(text, head.end()))
            for text in texts for head in FUNCTION.finditer(text)}


def tests_in(sources):
    """The load tests of sources, given as texts: by name their label and limits."""
    texts = [LINE_COMMENT.sub("", source) for source in sources]
    functions = functions_in(texts)
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
