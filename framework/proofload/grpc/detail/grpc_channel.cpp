// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_channel.h>

#include <proofload/base/usage_error.h>
#include <proofload/grpc/detail/grpc_credentials.h>
#include <proofload/grpc/detail/grpc_log.h>
#include <proofload/grpc/detail/method_name.h>

#include <boost/asio/ip/address_v4.hpp>

#include <grpcpp/create_channel.h>

#include <charconv>
#include <limits>
#include <tuple>

namespace proofload::detail {
namespace {

constexpr int first_reconnect_ms = 100;
constexpr int last_reconnect_ms = 1000;

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  return error == std::errc() && stop == end && port >= 1 && port <= 65535;
}

bool is_address(std::string_view text) {
  const auto colon = text.rfind(':');
  return colon != text.npos && colon > 0 && is_port(text.substr(colon + 1)) &&
         text.find_first_of("/?#@ \t\r\n") == text.npos;
}

// A port is what a URL may leave out.
std::string with_port(std::string_view address, bool tls) {
  const bool has_port =
      address.find(':', address.find(']') == address.npos ? 0 : address.find(']')) != address.npos;
  return std::string(address) + (has_port ? "" : tls ? ":443" : ":80");
}

// Names are looked up by gRPC; what is an address already takes the shorter way.
std::string resolvable(const std::string& address) {
  boost::system::error_code no_address;
  boost::asio::ip::make_address_v4(address.substr(0, address.rfind(':')), no_address);
  return (no_address ? "dns:///" : "ipv4:") + address;
}

grpc::ChannelArguments arguments_of(const GrpcOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(int(options.max_message));
  arguments.SetUserAgentPrefix("proofload");
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // else equal channels share one
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_ENABLE_CHANNELZ, 0);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, first_reconnect_ms);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, last_reconnect_ms);
  return arguments;
}

}  // namespace

GrpcTarget target_of(const GrpcOptions& options, std::string_view base_url) {
  const bool own = !options.target.empty();
  std::string_view rest = own ? std::string_view(options.target) : base_url;
  const bool tls = rest.starts_with("https://");
  if (const auto scheme = rest.find("://"); scheme != rest.npos) {
    if (!tls && !rest.starts_with("http://")) rest = {};
    rest.remove_prefix(std::min(rest.size(), scheme + 3));
  }
  if (!own) rest = rest.substr(0, rest.find_first_of("/?#"));
  GrpcTarget target{with_port(rest, tls), tls};
  if (!is_address(target.address))
    throw UsageError(
        std::string("the ") +
        (own ? "target \"" + options.target + "\" of a GrpcClient"
             : "base URL \"" + std::string(base_url) + "\" of the run") +
        " is no address of a gRPC service: write \"http://host:port\", or \"https://host:port\" "
        "for TLS");
  return target;
}

std::shared_ptr<grpc::Channel> open_channel(const GrpcTarget& target, const GrpcOptions& options) {
  if (options.max_message < 1 || options.max_message > std::numeric_limits<int>::max())
    throw UsageError("max_message of a GrpcClient is " + std::to_string(options.max_message) +
                     ": give 1 to 2147483647 bytes");
  quieten_grpc();
  return grpc::experimental::CreateCustomChannelWithInterceptors(
      resolvable(target.address), credentials_of(target.tls, options), arguments_of(options),
      naming_interceptors());
}

bool same_channel(const GrpcOptions& one, const GrpcOptions& other) {
  const auto key = [](const GrpcOptions& options) {
    return std::tie(options.target, options.max_message, options.connections, options.verify_tls,
                    options.ca_file, options.client_certificate, options.client_key);
  };
  return key(one) == key(other);
}

}  // namespace proofload::detail
