// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/websocket/detail/tls_context.h>

#include <map>
#include <mutex>
#include <tuple>

namespace proofload::detail {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;
using Context = std::shared_ptr<ssl::context>;

Error unusable(const std::string& what, const std::string& file, const error_code& error) {
  return {"the " + what + " \"" + file + "\" is not usable (" + error.message() +
          "): give the path of a PEM file"};
}

Result<void> trust(ssl::context& context, const WebSocketSettings& settings) {
  error_code error;
  if (!settings.verify_tls) return {};
  context.set_verify_mode(ssl::verify_peer);
  if (settings.ca_file.empty())
    context.set_default_verify_paths(error);
  else
    context.load_verify_file(settings.ca_file, error);
  if (error) return unusable("CA file", settings.ca_file, error);
  return {};
}

Result<void> show(ssl::context& context, const WebSocketSettings& settings) {
  const auto& certificate = settings.client_certificate;
  if (certificate.empty()) return {};
  const auto& key = settings.client_key.empty() ? certificate : settings.client_key;
  error_code error;
  context.use_certificate_chain_file(certificate, error);
  if (error) return unusable("client certificate", certificate, error);
  context.use_private_key_file(key, ssl::context::pem, error);
  if (error) return unusable("client key", key, error);
  return {};
}

Result<Context> new_context(const WebSocketSettings& settings) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_client);
  context->set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 |
                       ssl::context::no_tlsv1_1);
  if (const auto trusted = trust(*context, settings); !trusted) return Error{trusted.error()};
  if (const auto shown = show(*context, settings); !shown) return Error{shown.error()};
  return context;
}

}  // namespace

Result<Context> shared_tls_context(const WebSocketSettings& settings) {
  using Key = std::tuple<bool, std::string, std::string, std::string>;
  static std::mutex mutex;
  static std::map<Key, std::weak_ptr<ssl::context>> known;
  const Key key{settings.verify_tls, settings.ca_file, settings.client_certificate,
                settings.client_key};
  const std::lock_guard lock(mutex);
  auto& place = known[key];
  if (auto context = place.lock()) return context;
  auto context = new_context(settings);
  if (context) place = context.value();
  return context;
}

}  // namespace proofload::detail
