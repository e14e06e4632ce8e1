// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/detail/vegeta_request.h>

#include <proofload/base/usage_error.h>

#include <algorithm>

namespace proofload::detail {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_space_or_control(char c) { return (c >= 0 && c <= ' ') || c == 0x7f; }

/// Behind the scheme; empty for what has none of ours.
std::string_view without_scheme(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (url.starts_with(scheme)) return url.substr(scheme.size());
  return {};
}

Result<void> check_url(std::string_view url) {
  const auto behind_scheme = without_scheme(url);
  const auto host = behind_scheme.substr(0, behind_scheme.find_first_of("/?#"));
  if (host.find('@') != host.npos)
    return Error{"a URL with a user or a password is not usable: send an Authorization header"};
  if (!url.starts_with('/') && host.empty())
    return Error{"the URL must begin with / or be of http or https, with a host"};
  if (std::any_of(url.begin(), url.end(), is_space_or_control))
    return Error{"the URL holds a space or a control character: write %20 for a space"};
  if (url.find('#') != url.npos)
    return Error{"the URL holds a #, behind which nothing is sent: write %23 for the character"};
  return {};
}

std::string_view path_of(std::string_view url) {
  url = url.substr(0, url.find('?'));
  if (url.starts_with('/')) return url;
  const auto behind_scheme = without_scheme(url);
  const auto slash = behind_scheme.find('/');
  return slash == behind_scheme.npos ? "/" : behind_scheme.substr(slash);
}

std::string escaped_braces(std::string_view url) {
  std::string route;
  for (const char c : url) {
    if (c == '{')
      route += "%7B";
    else if (c == '}')
      route += "%7D";
    else
      route += c;
  }
  return route;
}

}  // namespace

Result<Request> vegeta_request(std::string_view method, std::string_view url) {
  if (method.empty() || !std::all_of(method.begin(), method.end(), is_capital))
    return Error{"the method must be a word in capital letters, such as GET"};
  if (const auto usable = check_url(url); !usable) return Error{usable.error()};
  Request request;
  request.method = method;
  request.route = escaped_braces(url);
  request.name = request.method + " " + std::string(path_of(url));
  return request;
}

Result<void> add_vegeta_header(Request& request, std::string_view name, std::string_view value) {
  try {
    check_header(name, value);
  } catch (const UsageError& wrong) {
    return Error{wrong.what()};
  }
  if (value.empty()) return Error{"the header \"" + std::string(name) + "\" has no value"};
  request.headers.emplace_back(name, value);
  return {};
}

}  // namespace proofload::detail
