// SPDX-License-Identifier: Apache-2.0
#include "support/tls_test_server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <cstdio>
#include <stdexcept>
#include <thread>

namespace proofload::testing_support {
namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using Stream = ssl::stream<asio::ip::tcp::socket>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Signed = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

void name_it(X509* certificate, const std::string& name) {
  X509_NAME* subject = X509_get_subject_name(certificate);
  const auto* bytes = reinterpret_cast<const unsigned char*>(name.data());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, bytes, int(name.size()), -1, 0);
}

void extend(X509* certificate, int what, const char* value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, what, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Signed unsigned_certificate(EVP_PKEY* key, const std::string& name,
                            const CertificateOptions& options) {
  Signed certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -7200);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), options.expired ? -3600 : 3600);
  X509_set_pubkey(certificate.get(), key);
  name_it(certificate.get(), name);
  const bool is_authority = options.issuer.file.empty();
  extend(certificate.get(), NID_basic_constraints,
         is_authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  extend(certificate.get(), NID_subject_alt_name, options.host.c_str());
  return certificate;
}

void sign(X509* certificate, X509* issuer, EVP_PKEY* key) {
  X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
  if (X509_sign(certificate, key, EVP_sha256()) == 0)
    throw std::runtime_error("cannot sign a certificate");
}

File written(const std::string& path) {
  File file(std::fopen(path.c_str(), "wb"), std::fclose);
  if (!file) throw std::runtime_error("cannot write " + path);
  return file;
}

File opened(const std::string& path) {
  File file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) throw std::runtime_error("cannot read " + path);
  return file;
}

void sign(X509* certificate, const Certificate& issuer) {
  const Signed by(PEM_read_X509(opened(issuer.file).get(), nullptr, nullptr, nullptr), X509_free);
  const Key key(PEM_read_PrivateKey(opened(issuer.key_file).get(), nullptr, nullptr, nullptr),
                EVP_PKEY_free);
  sign(certificate, by.get(), key.get());
}

std::string name_of_peer(Stream& stream) {
  const Signed peer(SSL_get1_peer_certificate(stream.native_handle()), X509_free);
  if (!peer) return {};
  char name[100] = "";
  X509_NAME_get_text_by_NID(X509_get_subject_name(peer.get()), NID_commonName, name, sizeof name);
  return name;
}

void answer(Stream& stream) {
  asio::streambuf request;
  asio::read_until(stream, request, "\r\n\r\n");
  const auto body = "hello " + name_of_peer(stream);
  asio::write(stream, asio::buffer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " +
                                   std::to_string(body.size()) + "\r\n\r\n" + body));
}

}  // namespace

Certificate make_certificate(const std::filesystem::path& folder, const std::string& name,
                             const CertificateOptions& options) {
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const auto certificate = unsigned_certificate(key.get(), name, options);
  if (options.issuer.file.empty())
    sign(certificate.get(), certificate.get(), key.get());
  else
    sign(certificate.get(), options.issuer);
  Certificate paths{folder / (name + ".pem"), folder / (name + "_key.pem")};
  PEM_write_X509(written(paths.file).get(), certificate.get());
  PEM_write_PrivateKey(written(paths.key_file).get(), key.get(), nullptr, nullptr, 0, nullptr,
                       nullptr);
  return paths;
}

struct TlsTestServer::State {
  explicit State(const Certificate& own) {
    context.use_certificate_chain_file(own.file);
    context.use_private_key_file(own.key_file, ssl::context::pem);
  }

  void trust(const std::string& clients) {
    context.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);
    context.load_verify_file(clients);
  }

  void serve() {
    while (!stopping) {
      boost::system::error_code ignored;
      Stream stream(loop, context);
      acceptor.accept(stream.next_layer());
      try {
        stream.handshake(ssl::stream_base::server);
        answer(stream);
      } catch (const boost::system::system_error&) {
        // The client did not like the server, or the other way round.
      }
      stream.shutdown(ignored);
    }
  }

  asio::io_context loop;
  ssl::context context{ssl::context::tls_server};
  asio::ip::tcp::acceptor acceptor{loop, {asio::ip::address_v4::loopback(), 0}};
  std::atomic<bool> stopping{false};
  std::thread thread;
};

TlsTestServer::TlsTestServer(const Certificate& own, const std::string& trusted_clients)
    : state_(std::make_unique<State>(own)) {
  if (!trusted_clients.empty()) state_->trust(trusted_clients);
  state_->thread = std::thread([state = state_.get()] { state->serve(); });
}

// A connection that says nothing gets a thread out of accept().
TlsTestServer::~TlsTestServer() {
  state_->stopping = true;
  asio::io_context loop;
  asio::ip::tcp::socket visitor(loop);
  boost::system::error_code ignored;
  visitor.connect(state_->acceptor.local_endpoint(), ignored);
  visitor.close(ignored);
  state_->thread.join();
}

std::string TlsTestServer::url() const {
  return "https://127.0.0.1:" + std::to_string(state_->acceptor.local_endpoint().port());
}

}  // namespace proofload::testing_support
