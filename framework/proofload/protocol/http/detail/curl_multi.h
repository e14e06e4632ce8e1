// SPDX-License-Identifier: Apache-2.0
#pragma once

// libcurl's multi interface on an Asio event loop: transfers of all users of one worker, awaited as
// coroutines. Owned by the worker; used on its thread only; must outlive every easy and share
// handle used with it, because libcurl closes sockets through it.
//
// A transfer that ends is handed to its coroutine after libcurl has returned, never from inside one
// of its callbacks; a transfer that its coroutine begins then waits for the next turn of the loop,
// even if it ends at once, so that a quick answer keeps nobody else waiting. Cancelling the
// coroutine takes the transfer out and ends it with CURLE_ABORTED_BY_CALLBACK.
//
// libcurl 7.88 loses the timeout of a transfer that it works on less than 1 ms before (curl issue
// 11937). So whoever begins one also says by when it must have ended: four times a second those
// that are more than 250 ms beyond that are ended with CURLE_OPERATION_TIMEDOUT.

#include <proofload/base/clock.h>
#include <proofload/protocol/http/detail/curl_handle.h>
#include <proofload/protocol/http/detail/curl_socket.h>
#include <proofload/protocol/task.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/intrusive/list.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace proofload::detail {

class CurlMulti {
 public:
  explicit CurlMulti(boost::asio::io_context& loop);
  ~CurlMulti();
  CurlMulti(const CurlMulti&) = delete;
  CurlMulti& operator=(const CurlMulti&) = delete;

  /// Sets what every easy handle needs to live on this loop.
  void adopt(CURL* easy);

  /// When a transfer must have ended; nothing: it has no limit.
  using Latest = std::optional<SteadyClock::time_point>;

  /// Plays a transfer to its end. The handle must stay alive and untouched until then.
  Task<CURLcode> perform(CURL* easy, Latest latest);

  /// The same without a coroutine. Calls back once, when the transfer has ended, as a coroutine is
  /// resumed; not where it is stopped before.
  struct Transfer;
  using Ended = std::function<void(CURLcode)>;
  Transfer* start(CURL* easy, Latest latest, Ended ended);

  /// Takes a transfer out at once and forgets it; only before it has called back. Not from inside a
  /// callback of libcurl.
  void stop(Transfer* transfer);

  boost::asio::io_context& loop() { return loop_; }

  /// Connections open now, idle ones included.
  std::size_t open_connections() const { return connections_; }

  /// An easy handle from a pool: the one used last, which is still in the caches.
  std::unique_ptr<CurlHandle> acquire();
  void release(std::unique_ptr<CurlHandle> handle);

 private:
  using UnlinkedWithItsTransfer = boost::intrusive::link_mode<boost::intrusive::auto_unlink>;
  using Hook = boost::intrusive::list_base_hook<UnlinkedWithItsTransfer>;

  static curl_socket_t open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int close_socket(void* self, curl_socket_t handle);
  static int watch_socket(CURL* easy, curl_socket_t handle, int events, void* self, void* unused);
  static int set_timer(CURLM* multi, long milliseconds, void* self);

  void begin(Transfer& transfer);
  void take_out(Transfer& transfer, CURLcode code);
  void watch_deadlines();
  void end_overdue();
  void act(curl_socket_t handle, int events);
  std::shared_ptr<CurlSocket> find(curl_socket_t handle);
  void forget_closed();
  void forget(curl_socket_t handle);
  void arm(const std::shared_ptr<CurlSocket>& socket);
  void ask_for_timeout();
  void arm_timer();
  void collect();
  void deliver();
  static void hand_over(Transfer* ended);
  void deliver_soon();

  boost::asio::io_context& loop_;
  boost::asio::steady_timer timer_;
  std::optional<boost::asio::steady_timer::time_point> wanted_;  // when libcurl wants to be called
  std::optional<boost::asio::steady_timer::time_point> armed_;   // when the timer will fire
  CURLM* multi_;
  std::unordered_map<curl_socket_t, std::shared_ptr<CurlSocket>> sockets_;
  std::vector<curl_socket_t> opened_;  // since libcurl was called last
  std::size_t connections_ = 0;
  boost::intrusive::list<Transfer, boost::intrusive::base_hook<Hook>,
                         boost::intrusive::constant_time_size<false>>
      limited_;  // transfers under way that must end some time
  boost::asio::steady_timer deadline_timer_;
  bool watches_deadlines_ = false;
  std::vector<Transfer*> ended_;
  std::vector<Transfer*> delivered_;  // kept for its memory
  bool delivery_due_ = false;
  std::vector<std::unique_ptr<CurlHandle>> pool_;
};

}  // namespace proofload::detail
