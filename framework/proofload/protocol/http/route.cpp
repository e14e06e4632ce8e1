// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/route.h>

#include <curl/curl.h>

#include <strings.h>

#include <memory>

namespace proofload {
namespace {

Error wrong_number(const Request& request) {
  return {"the route \"" + request.route + "\" got " + std::to_string(request.arguments.size()) +
          " argument(s), which is not the number of its places in braces"};
}

/// Where the first place of a text begins and ends; npos where it has none, or no end.
struct Place {
  std::size_t open;
  std::size_t close;
};

Place first_place(std::string_view text) {
  const auto open = text.find('{');
  return {open, open == text.npos ? open : text.find('}', open)};
}

Result<std::string> filled(const Request& request) {
  std::string text;
  std::size_t argument = 0;
  std::string_view rest = request.route;
  for (auto place = first_place(rest); place.open != rest.npos; place = first_place(rest)) {
    if (place.close == rest.npos)
      return Error{"the route \"" + request.route + "\" has a { without }"};
    if (argument == request.arguments.size()) return wrong_number(request);
    text.append(rest.substr(0, place.open)).append(percent_encoded(request.arguments[argument++]));
    rest.remove_prefix(place.close + 1);
  }
  if (argument != request.arguments.size()) return wrong_number(request);
  return text.append(rest);
}

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

Url new_url() { return {curl_url(), curl_url_cleanup}; }

bool is_url(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

std::string part(const Url& url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

bool names_somebody(const Url& url) {
  return !part(url, CURLUPART_USER).empty() || !part(url, CURLUPART_PASSWORD).empty();
}

// Empty for what is no URL with a host.
std::string origin(const std::string& text) {
  const auto url = new_url();
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return {};
  return part(url, CURLUPART_SCHEME) + "://" + part(url, CURLUPART_HOST) + ":" +
         part(url, CURLUPART_PORT);
}

}  // namespace

std::string step_name(const Request& request) {
  if (!request.name.empty()) return request.name;
  return request.method + " " + request.route.substr(0, request.route.find('?'));
}

std::size_t places_in(std::string_view route) {
  std::size_t places = 0;
  for (auto place = first_place(route); place.close != route.npos; place = first_place(route)) {
    ++places;
    route.remove_prefix(place.close + 1);
  }
  return places;
}

Result<std::string> url_of(const Request& request, std::string_view target) {
  if (request.route.find('#') != std::string::npos)
    return Error{"the route \"" + request.route +
                 "\" holds a #, behind which nothing is sent: write %23 for the character"};
  auto path = filled(request);
  if (!path) return path;
  if (!path.value().starts_with('/') && !is_url(request.route))
    return Error{"the route \"" + request.route + "\" must start with / or be an http(s) URL"};
  if (target.empty() && !is_url(request.route))
    return Error{"the route \"" + request.route +
                 "\" needs a target: start a service or give a URL"};
  auto url = is_url(request.route) ? path.value() : std::string(target) + path.value();
  char separator = url.find('?') == url.npos ? '?' : '&';
  for (const auto& [name, value] : request.query) {
    url += separator + percent_encoded(name) + "=" + percent_encoded(value);
    separator = '&';
  }
  return url;
}

Result<std::string> checked_target(std::string_view text) {
  const auto url = new_url();
  std::string whole(text);
  while (whole.ends_with('/')) whole.pop_back();
  const auto code = curl_url_set(url.get(), CURLUPART_URL, whole.c_str(), 0);
  if (code == CURLUE_OK ? names_somebody(url) : whole.find('@') != whole.npos)
    return Error{"a URL with a user or a password is not usable: send an Authorization header"};
  const auto scheme = code == CURLUE_OK ? part(url, CURLUPART_SCHEME) : std::string();
  std::string reason;
  if (code != CURLUE_OK)
    reason = curl_url_strerror(code);
  else if (scheme != "http" && scheme != "https")
    reason = "its scheme is neither http nor https";
  else if (whole.find_first_of("?#") != whole.npos)
    reason = "routes cannot be appended to a query or a fragment";
  if (reason.empty()) return whole;
  return Error{"\"" + std::string(text) + "\" is not a usable URL: " + reason};
}

bool same_origin(const std::string& one, const std::string& other) {
  const auto wanted = origin(one);
  return !wanted.empty() && strcasecmp(wanted.c_str(), origin(other).c_str()) == 0;
}

}  // namespace proofload
