// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/step_exemplar.h>

#include <proofload/base/secret.h>

#include <algorithm>

namespace proofload {
namespace {

// "Bearer abc": both the whole and the token; "a=1; b=2": both values too.
void add_secrets(std::string_view value, std::vector<std::string>& secrets) {
  const auto add = [&](std::string_view one) {
    if (one.size() >= shortest_secret) secrets.emplace_back(one);
  };
  add(value);
  while (!value.empty()) {
    const auto end = std::min(value.find_first_of("; ,"), value.size());
    const auto word = value.substr(0, end);
    const auto equals = word.find('=');
    const bool is_pair = equals != word.npos && equals + 1 < word.size();
    add(is_pair ? word.substr(equals + 1) : word);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
}

std::string cut(std::string_view text, std::size_t length,
                const std::vector<std::string>& secrets) {
  auto longest = longest_secret();
  for (const auto& secret : secrets) longest = std::max(longest, secret.size());
  // A secret that the cut would split is still found: it is looked for behind the cut too. What is
  // looked at may itself end with the beginning of one.
  std::string kept(text.substr(0, length + 2 * longest));
  const bool whole = kept.size() == text.size();
  for (const auto& secret : secrets) hide(kept, secret);
  kept = without_secrets(kept);
  if (!whole) kept.resize(kept.size() - std::min(kept.size(), longest));
  if (kept.size() > length) kept.resize(length);
  return kept;
}

std::vector<Field> fields_of(std::string_view lines) {
  std::vector<Field> fields;
  while (!lines.empty() && fields.size() < most_kept_headers) {
    const auto end = lines.find('\n');
    auto line = lines.substr(0, end);
    lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
    while (line.ends_with('\r')) line.remove_suffix(1);
    const auto colon = line.find(':');
    if (colon == line.npos) continue;
    auto value = line.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    fields.emplace_back(line.substr(0, colon), value);
  }
  return fields;
}

std::vector<Field> headers_of(const std::vector<Field>& fields,
                              const std::vector<std::string>& secrets) {
  std::vector<Field> headers;
  for (const auto& [name, value] : fields)
    headers.emplace_back(cut(name, kept_of_header, {}), is_secret_header(name)
                                                            ? std::string(hidden)
                                                            : cut(value, kept_of_header, secrets));
  return headers;
}

}  // namespace

// The words of a scheme ("Bearer", "Basic") guard nothing, but where they stand alone they are
// rare.
std::vector<std::string> secrets_of(std::initializer_list<std::span<const Field>> headers) {
  std::vector<std::string> secrets;
  for (const auto fields : headers)
    for (const auto& [name, value] : fields)
      if (is_secret_header(name)) add_secrets(value, secrets);
  std::erase_if(secrets, [](const auto& one) {
    return is_same_header(one, "Bearer") || is_same_header(one, "Basic");
  });
  std::sort(secrets.begin(), secrets.end(),
            [](const auto& one, const auto& other) { return one.size() > other.size(); });
  return secrets;
}

Exemplar exemplar_of(const Request& request, std::string_view url, const std::vector<Field>& given,
                     const Response& answer) {
  const auto answered = fields_of(answer.header_lines);
  const auto secrets = secrets_of({request.headers, given, answered});
  const auto& timings = answer.timings;
  Exemplar exemplar;
  exemplar.step = step_name(request);
  exemplar.request = request.method + " " + cut(url, kept_of_url, secrets);
  exemplar.failed = !answer.ok();
  exemplar.status = answer.status;
  exemplar.error = to_text(answer.error);
  exemplar.error_text = cut(answer.error_text, kept_of_header, secrets);
  exemplar.phases = {{"looking_up", timings.looking_up},
                     {"connecting", timings.connecting},
                     {"tls_handshaking", timings.tls_handshaking},
                     {"sending", timings.sending},
                     {"waiting", timings.waiting},
                     {"receiving", timings.receiving}};
  exemplar.headers = headers_of(answered, secrets);
  exemplar.body = cut(answer.body, kept_of_body, secrets);
  exemplar.body_size = answer.body.size();
  return exemplar;
}

}  // namespace proofload
