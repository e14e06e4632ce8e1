// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_credentials.h>

#include <proofload/base/usage_error.h>

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <fstream>
#include <iterator>

namespace proofload::detail {
namespace {

std::string content_of(const std::string& path, const char* what) {
  if (path.empty()) return {};
  std::ifstream file(path);
  std::string content{std::istreambuf_iterator<char>(file), {}};
  if (!file || content.empty())
    throw UsageError("the file \"" + path + "\" that a GrpcClient takes as its " + what +
                     " cannot be read, or is empty: give the path of a file in PEM");
  return content;
}

std::string key_file_of(const GrpcOptions& options) {
  return options.client_key.empty() ? options.client_certificate : options.client_key;
}

// What SslCredentials() cannot do.
std::shared_ptr<grpc::ChannelCredentials> trusting_anyone(const std::string& certificate,
                                                          const std::string& key) {
  namespace tls = grpc::experimental;
  tls::TlsChannelCredentialsOptions trust;
  trust.set_verify_server_certs(false);
  trust.set_check_call_host(false);
  trust.set_certificate_verifier(std::make_shared<tls::NoOpCertificateVerifier>());
  if (!certificate.empty()) {
    const std::vector<tls::IdentityKeyCertPair> identity{{key, certificate}};
    trust.set_certificate_provider(std::make_shared<tls::StaticDataCertificateProvider>(identity));
    trust.watch_identity_key_cert_pairs();
  }
  return tls::TlsCredentials(trust);
}

}  // namespace

std::shared_ptr<grpc::ChannelCredentials> credentials_of(bool tls, const GrpcOptions& options) {
  if (!tls) return grpc::InsecureChannelCredentials();
  const auto certificate = content_of(options.client_certificate, "client_certificate");
  const auto key = content_of(key_file_of(options), "client_key");
  if (!options.verify_tls) return trusting_anyone(certificate, key);
  grpc::SslCredentialsOptions trust;
  trust.pem_root_certs = content_of(options.ca_file, "ca_file");
  trust.pem_cert_chain = certificate;
  trust.pem_private_key = key;
  return grpc::SslCredentials(trust);
}

}  // namespace proofload::detail
