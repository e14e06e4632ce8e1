// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/md5.h>

#include <openssl/evp.h>

#include <fmt/format.h>

#include <array>

namespace proofload {

std::string md5_text(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_md5(), nullptr) != 1)
    return {};
  std::string hexadecimal;
  for (unsigned int place = 0; place < size; ++place)
    fmt::format_to(std::back_inserter(hexadecimal), "{:02x}", digest[place]);
  return hexadecimal;
}

}  // namespace proofload
