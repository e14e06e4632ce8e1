// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a user of gRPC connects, and what holds for its calls. Values.

#include <proofload/protocol/http/field.h>
#include <proofload/units/duration.h>

#include <grpcpp/support/status_code_enum.h>

#include <cstdint>
#include <string>
#include <vector>

namespace proofload {

struct GrpcOptions {
  /// "http://host:port", or "https://host:port" with TLS; "host:port" is without. Nothing else:
  /// methods have no path before them. Empty: host and port of the run's base URL.
  std::string target{};

  /// Of a unary call, connecting included, from when it was prepared; then its status is
  /// DEADLINE_EXCEEDED.
  Duration timeout = 30s;

  /// Of a whole stream; zero: as long as it wants, until the run ends.
  Duration stream_timeout{};

  /// Sent with every call. The value of a name that ends with "-bin" may be any bytes.
  std::vector<Field> metadata{};

  /// Bytes of a message that is received; a greater one is RESOURCE_EXHAUSTED. Above zero.
  std::int64_t max_message = 64 << 20;

  /// Zero: every user has a connection of its own, as a real client does. Else the run has so many,
  /// at most 10,000, for all its users: what a gateway in front of the service does. All of them
  /// are opened with the first client, and each call or stream goes over the next one in turn.
  std::uint32_t connections = 0;

  bool verify_tls = true;            ///< false accepts any certificate: say so in the test's text
  std::string ca_file{};             ///< PEM; who is trusted instead of whom the system trusts
  std::string client_certificate{};  ///< PEM file; shown to a server that asks for it
  std::string client_key{};          ///< PEM file; empty: the key is in the certificate's file
};

/// What is different for one call or stream.
struct GrpcCallOptions {
  Duration timeout{};             ///< zero: as the client's options say
  std::vector<Field> metadata{};  ///< sent beside the client's

  /// Statuses that are no failure, beside OK: {grpc::StatusCode::NOT_FOUND}.
  std::vector<grpc::StatusCode> expected{};
};

}  // namespace proofload
