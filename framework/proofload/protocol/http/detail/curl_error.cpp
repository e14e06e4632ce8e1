// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/detail/curl_error.h>

namespace proofload::detail {
namespace {

ErrorKind connection_error(CURL* easy) {
  long number = 0;
  curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
  return network_error_kind(int(number), ErrorKind::connection_failed);
}

bool was_ready_to_send(CURL* easy) {
  curl_off_t ready = 0;
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
  return ready > 0;
}

}  // namespace

ErrorKind error_kind(CURLcode code, CURL* easy) {
  switch (code) {
    case CURLE_OK:
      return ErrorKind::none;
    case CURLE_URL_MALFORMAT:
      return ErrorKind::invalid_url;
    case CURLE_UNSUPPORTED_PROTOCOL:  // of the URL; or an answer that libcurl takes for HTTP/0.9
      return was_ready_to_send(easy) ? ErrorKind::bad_answer : ErrorKind::invalid_url;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return ErrorKind::name_lookup;
    case CURLE_COULDNT_CONNECT:
      return connection_error(easy);
    case CURLE_OPERATION_TIMEDOUT:
      return was_ready_to_send(easy) ? ErrorKind::timeout : ErrorKind::connection_timeout;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
      return ErrorKind::tls_handshake;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return ErrorKind::tls_verification;
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2_STREAM:  // the service reset it
      return ErrorKind::connection_reset;
    case CURLE_GOT_NOTHING:
      return ErrorKind::empty_answer;
    case CURLE_PARTIAL_FILE:
      return ErrorKind::truncated;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP3:
      return ErrorKind::bad_answer;
    case CURLE_BAD_CONTENT_ENCODING:
      return ErrorKind::bad_encoding;
    case CURLE_TOO_MANY_REDIRECTS:
      return ErrorKind::too_many_redirects;
    case CURLE_OUT_OF_MEMORY:  // or a line of the header that is longer than libcurl takes
      return was_ready_to_send(easy) ? ErrorKind::too_large : ErrorKind::local_resources;
    case CURLE_ABORTED_BY_CALLBACK:
      return ErrorKind::interrupted;
    default:
      return ErrorKind::other;
  }
}

}  // namespace proofload::detail
