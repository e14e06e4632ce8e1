// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/options.h>

#include <proofload/base/safe_text.h>
#include <proofload/base/secret.h>
#include <proofload/protocol/http/route.h>
#include <proofload/testing/environments.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <set>
#include <sstream>

namespace proofload {
namespace {

struct Flag {
  const char* name;
  const char* value;  // what it takes, for --help
  const char* meaning;
  Result<void> (*set)(Options& options, const std::string& text);
  const char* implied = nullptr;               // the value where the flag stands alone
  void (*forget)(Options& options) = nullptr;  // of a list: what its variable added
  bool is_secret = false;                      // a URL, which may hold a password
};

template <class Number>
Result<void> set_number(Number& place, const std::string& text, Number least) {
  Number number{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc{} || end != text.data() + text.size() || number < least)
    return Error{"a whole number from " + std::to_string(least) + " on"};
  place = number;
  return {};
}

Result<void> set_scale(Percent& place, const std::string& text) {
  const auto percent = parse_percent(text);
  if (!percent || percent->share() <= 0) return Error{"a share above 0 %, such as 0.5% or 200%"};
  place = *percent;
  return {};
}

Result<void> set_target(Options& options, const std::string& text) {
  const auto equals = text.find('=');
  const bool named = equals != text.npos && text.find("://") > equals;
  auto url = checked_target(named ? std::string_view(text).substr(equals + 1) : text);
  if (!url) return Error{"a base URL; " + url.error()};
  (named ? options.targets[text.substr(0, equals)] : options.target) = std::move(url).value();
  return {};
}

// How variables say yes and no.
Result<void> set_switch(bool& place, const std::string& text) {
  const bool yes = text == "1" || text == "on" || text == "true" || text == "yes";
  if (!yes && text != "0" && text != "off" && text != "false" && text != "no")
    return Error{"1 or 0"};
  place = yes;
  return {};
}

Result<void> set_invalid(Options& options, const std::string& text) {
  if (text != "fail" && text != "skip") return Error{"fail or skip"};
  options.invalid_skips = text == "skip";
  return {};
}

Result<void> set_environment(std::string& place, const std::string& text) {
  if (!is_environment_name(text))
    return Error{"the name of an environment, such as local, staging or production"};
  place = text;
  return {};
}

Result<void> set_text(std::string& place, const std::string& text) {
  if (text.empty()) return Error{"a path"};
  place = text;
  return {};
}

Result<void> add_exports(Options& options, const std::string& text) {
  auto exports = parse_exports(text);
  if (!exports) return Error{"a list of formats: " + exports.error()};
  for (const auto& format : exports.value())
    if (std::none_of(options.exports.begin(), options.exports.end(),
                     [&](const Export& known) { return known.name == format.name; }))
      options.exports.push_back(format);
  return {};
}

Result<void> add_text(std::vector<std::string>& list, const std::string& text) {
  if (text.empty()) return Error{"a text"};
  list.push_back(text);
  return {};
}

Result<void> add_tag(Options& options, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == 0 || equals == text.npos || equals + 1 == text.size())
    return Error{"a tag such as testid=nightly-42"};
  options.tags.set(text.substr(0, equals), text.substr(equals + 1));
  return {};
}

// What each variable in the list holds is a secret.
Result<void> mark_secrets(Options&, const std::string& text) {
  std::istringstream names(text);
  for (std::string name; std::getline(names, name, ',');)
    if (const auto value = environment_variable(name); value && value->size() < shortest_secret)
      return Error{"a list of variables that hold secrets: what " + name +
                   " holds is too short to be hidden"};
    else if (value)
      secret(*value);
    else
      return Error{"a list of variables that hold secrets: there is no variable " + name};
  return {};
}

constexpr std::string_view only_flag = "ctest-properties";
constexpr std::string_view said_twice = "allow-load-on";

bool writes_ctest_properties(const std::vector<std::string>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [](const std::string& argument) {
    return argument.starts_with("--" + std::string(only_flag));
  });
}

constexpr Flag flags[] = {
    {"load-scale", "PERCENT", "play this share of the load",
     [](Options& options, const std::string& text) { return set_scale(options.scale.load, text); }},
    {"time-scale", "PERCENT", "play this share of the time",
     [](Options& options, const std::string& text) { return set_scale(options.scale.time, text); }},
    {"environment", "NAME", "where services are deployed: a name of environments.json (local)",
     [](Options& options, const std::string& text) {
       return set_environment(options.environment, text);
     }},
    {"allow-load-on", "ENVIRONMENT",
     "play more than smoke tests there; PROOFLOAD_ALLOW_LOAD_ON has to say so too",
     [](Options& options, const std::string& text) {
       return set_environment(options.allow_load_on, text);
     }},
    {"target", "[SERVICE=]URL", "send the load there, and start no service", set_target, nullptr,
     nullptr, true},
    {"seed", "NUMBER", "of all random choices; the same seed plays the same run (1)",
     [](Options& options, const std::string& text) {
       return set_number(options.seed, text, std::uint64_t{0});
     }},
    {"output", "FOLDER", "where results go (proofload-results)",
     [](Options& options, const std::string& text) { return set_text(options.output, text); }},
    {"workers", "NUMBER", "threads that play users (half of the processors)",
     [](Options& options, const std::string& text) {
       return set_number(options.workers, text, std::uint32_t{1});
     }},
    {"plan", "1", "show what the tests would play, and play nothing",
     [](Options& options, const std::string& text) { return set_switch(options.plan, text); }, "1"},
    {"invalid", "fail|skip", "what a run that is INVALID does to its test (fail)", set_invalid},
    {"export", "FORMAT,...",
     "write results in formats of others too: k6-points, k6-summary, k6-summary-export, vegeta, "
     "hdrplot",
     add_exports, nullptr, [](Options& options) { options.exports.clear(); }},
    {"stream", "NAME=URL", "send numbers while a test runs: prometheus=URL or influxdb=URL",
     [](Options& options, const std::string& text) { return add_text(options.streams, text); },
     nullptr, [](Options& options) { options.streams.clear(); }, true},
    {"tag", "NAME=VALUE", "a tag for all that is streamed, to tell runs apart", add_tag, nullptr,
     [](Options& options) { options.tags = {}; }},
    {"thresholds", "FILE", "thresholds in k6's form, by test (thresholds.json of the data folder)",
     [](Options& options, const std::string& text) { return set_text(options.thresholds, text); }},
    {"threshold", "METRIC=EXPRESSION", "one more, or instead: http_req_duration=p(95)<500",
     [](Options& options, const std::string& text) { return add_text(options.threshold, text); },
     nullptr, [](Options& options) { options.threshold.clear(); }},
    {"record-baseline", "1", "keep the key results of every run that passes, to compare with",
     [](Options& options, const std::string& text) {
       return set_switch(options.record_baseline, text);
     },
     "1"},
    {"compare-baseline", "1", "hold every run against its baseline",
     [](Options& options, const std::string& text) {
       return set_switch(options.compare_baseline, text);
     },
     "1"},
    {"baselines", "FOLDER", "where baselines are (baselines of the data folder)",
     [](Options& options, const std::string& text) { return set_text(options.baselines, text); }},
    {"secrets", "NAME,...", "variables whose values no output may show", mark_secrets},
    {"ctest-properties", "FILE", "write what CTest has to know about the tests, and run none",
     [](Options& options, const std::string& text) {
       return set_text(options.ctest_properties, text);
     }},
};

std::string variable_of(std::string_view name) {
  std::string variable = "PROOFLOAD_";
  for (const char c : name)
    variable += c >= 'a' && c <= 'z'                               ? char(c - 'a' + 'A')
                : (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ? c
                                                                   : '_';
  return variable;
}

Result<void> set(const Flag& flag, Options& options, const std::string& text,
                 const std::string& place) {
  const auto done = flag.set(options, text);
  if (done) return {};
  const bool hides = flag.is_secret && text.find('@') != text.npos;  // perhaps user and password
  const auto given = hides ? "what is given" : "\"" + safe_line(text) + "\"";
  return Error{place + ": " + given + " is not " + done.error()};
}

// A variable holds the items of a list in one text, between semicolons or line ends.
std::vector<std::string> items_of(const Flag& flag, const std::string& text) {
  if (flag.forget == nullptr) return {text};
  std::vector<std::string> items{""};
  for (const char c : text)
    if (c == ';' || c == '\n')
      items.emplace_back();
    else
      items.back() += c;
  std::erase(items, "");
  return items;
}

Result<void> read_environment(const Environment& environment, Options& options) {
  for (const auto& flag : flags) {
    if (flag.name == only_flag) continue;
    const auto variable = variable_of(flag.name);
    const auto text = environment(variable);
    if (!text || text->empty()) continue;
    if (flag.name == said_twice) {
      options.allow_load_on_again = *text;
      continue;
    }
    for (const auto& item : items_of(flag, *text))
      if (auto done = set(flag, options, item, variable); !done) return done;
  }
  return {};
}

}  // namespace

Result<Options> parse_options(std::vector<std::string>& arguments, const Environment& environment,
                              Options parsed) {
  if (!writes_ctest_properties(arguments))
    if (auto done = read_environment(environment, parsed); !done) return Error{done.error()};
  std::vector<std::string> rest;
  std::set<std::string> given;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto& argument = arguments[i];
    const auto equals = std::min(argument.find('='), argument.size());
    const auto* flag = std::find_if(std::begin(flags), std::end(flags), [&](const Flag& known) {
      return i > 0 && argument.substr(0, equals) == std::string("--") + known.name;
    });
    if (flag == std::end(flags)) {
      rest.push_back(argument);
      continue;
    }
    const bool alone = equals == argument.size() && flag->implied != nullptr;
    const bool separate = equals == argument.size() && !alone;
    if (separate && i + 1 == arguments.size())
      return Error{argument + " needs a value: " + flag->value};
    const auto value = alone      ? std::string(flag->implied)
                       : separate ? arguments[++i]
                                  : argument.substr(equals + 1);
    if (given.insert(flag->name).second && flag->forget != nullptr) flag->forget(parsed);
    if (auto done = set(*flag, parsed, value, std::string("--") + flag->name); !done)
      return Error{done.error()};
  }
  arguments = std::move(rest);
  if (parsed.tags.get("environment").empty()) parsed.tags.set("environment", parsed.environment);
  return parsed;
}

std::string options_help() {
  std::string text = "Flags of Proofload; each can be set by a variable such as PROOFLOAD_SEED:\n";
  for (const auto& flag : flags) {
    auto name = std::string("  --") + flag.name;
    if (flag.implied == nullptr) name += std::string("=") + flag.value;
    name.resize(std::max<std::size_t>(name.size() + 1, 32), ' ');
    text += name + flag.meaning + "\n";
  }
  return text;
}

namespace {

std::optional<Options>& process_options() {
  static std::optional<Options> chosen;
  return chosen;
}

}  // namespace

const Options& options() {
  static const Options defaults;
  return process_options() ? *process_options() : defaults;
}

void set_options(Options chosen) { process_options() = std::move(chosen); }

bool options_are_set() { return process_options().has_value(); }

std::optional<std::string> given_target(const Options& chosen, const std::string& service,
                                        const Environment& environment) {
  if (const auto named = chosen.targets.find(service); named != chosen.targets.end())
    return named->second;
  if (auto text = environment(variable_of("target_" + service)); text && !text->empty())
    return text;
  if (!chosen.target.empty()) return chosen.target;
  return {};
}

std::optional<std::string> environment_variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return {};
  return value;
}

}  // namespace proofload
