// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/detail/curl_multi.h>

#include <boost/asio/post.hpp>

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <utility>
#include <variant>

namespace proofload::detail {
namespace asio = boost::asio;

namespace {

constexpr long most_idle_of_a_user = 10'000;
constexpr Duration between_sweeps = 250ms;

using Handler = asio::async_result<asio::use_awaitable_t<>, void(CURLcode)>::handler_type;

void initialize_libcurl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

struct CurlMulti::Transfer : Hook {
  Transfer(CURL* handle, Latest limit, Handler coroutine)
      : easy(handle), latest(limit), waiting(std::move(coroutine)) {}
  Transfer(CURL* handle, Latest limit, Ended callback)
      : easy(handle), latest(limit), waiting(std::move(callback)) {}

  CURL* easy;
  Latest latest;
  std::variant<Handler, Ended> waiting;
  CURLcode code = CURLE_OK;
  bool ended = false;
};

CurlMulti::CurlMulti(asio::io_context& loop) : loop_(loop), timer_(loop), deadline_timer_(loop) {
  initialize_libcurl();
  multi_ = curl_multi_init();
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, watch_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, set_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  // Or a user with many requests at once would lose connections when they end: libcurl keeps four
  // for each transfer under way, of whatever user.
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, most_idle_of_a_user);
}

CurlMulti::~CurlMulti() {
  pool_.clear();
  curl_multi_cleanup(multi_);
}

std::unique_ptr<CurlHandle> CurlMulti::acquire() {
  if (pool_.empty()) return std::make_unique<CurlHandle>(*this);
  auto handle = std::move(pool_.back());
  pool_.pop_back();
  return handle;
}

void CurlMulti::release(std::unique_ptr<CurlHandle> handle) {
  handle->clear();
  pool_.push_back(std::move(handle));
}

void CurlMulti::adopt(CURL* easy) {
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
}

Task<CURLcode> CurlMulti::perform(CURL* easy, Latest latest) {
  auto initiation = [this, latest](Handler handler, CURL* started) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    auto* transfer = new Transfer(started, latest, std::move(handler));
    const auto cancel = [this, transfer](auto) { take_out(*transfer, CURLE_ABORTED_BY_CALLBACK); };
    if (slot.is_connected()) slot.assign(cancel);
    begin(*transfer);
  };
  return asio::async_initiate<const asio::use_awaitable_t<>, void(CURLcode)>(
      std::move(initiation), asio::use_awaitable, easy);
}

CurlMulti::Transfer* CurlMulti::start(CURL* easy, Latest latest, Ended ended) {
  auto* transfer = new Transfer(easy, latest, std::move(ended));
  begin(*transfer);
  return transfer;
}

void CurlMulti::stop(Transfer* transfer) {
  if (!transfer->ended) curl_multi_remove_handle(multi_, transfer->easy);
  arm_timer();
  std::replace(ended_.begin(), ended_.end(), transfer, static_cast<Transfer*>(nullptr));
  std::replace(delivered_.begin(), delivered_.end(), transfer, static_cast<Transfer*>(nullptr));
  delete transfer;
}

void CurlMulti::begin(Transfer& transfer) {
  curl_easy_setopt(transfer.easy, CURLOPT_PRIVATE, &transfer);
  const auto added = curl_multi_add_handle(multi_, transfer.easy);
  if (added != CURLM_OK) {
    transfer.code = CURLE_OUT_OF_MEMORY;
    transfer.ended = true;
    ended_.push_back(&transfer);
  }
  if (transfer.latest) limited_.push_back(transfer);
  watch_deadlines();
  act(CURL_SOCKET_TIMEOUT, 0);
  if (!ended_.empty()) deliver_soon();
}

void CurlMulti::take_out(Transfer& transfer, CURLcode code) {
  if (transfer.ended) return;
  curl_multi_remove_handle(multi_, transfer.easy);
  arm_timer();  // others may have waited for its connection
  transfer.code = code;
  transfer.ended = true;
  ended_.push_back(&transfer);
  deliver_soon();
}

void CurlMulti::watch_deadlines() {
  if (limited_.empty() || std::exchange(watches_deadlines_, true)) return;
  deadline_timer_.expires_after(between_sweeps);
  deadline_timer_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    watches_deadlines_ = false;
    end_overdue();
    watch_deadlines();
  });
}

// What libcurl itself may still end has its turn first.
void CurlMulti::end_overdue() {
  const auto overdue = SteadyClock::now() - between_sweeps;
  for (auto& transfer : limited_)
    if (*transfer.latest <= overdue) take_out(transfer, CURLE_OPERATION_TIMEDOUT);
}

// Lets libcurl work, and again as long as it asks to be called at once.
void CurlMulti::act(curl_socket_t handle, int events) {
  int running = 0;
  curl_multi_socket_action(multi_, handle, events, &running);
  for (int rounds = 0; rounds < 8 && wanted_ && *wanted_ <= asio::steady_timer::clock_type::now();
       ++rounds) {
    wanted_.reset();
    curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  }
  forget_closed();
  collect();
  if (!wanted_) ask_for_timeout();
  arm_timer();
}

// libcurl says nothing anew of an instant that it named before and that has not come by its clock.
void CurlMulti::ask_for_timeout() {
  long milliseconds = -1;
  curl_multi_timeout(multi_, &milliseconds);
  set_timer(multi_, milliseconds, this);
}

void CurlMulti::collect() {
  int left = 0;
  while (const auto* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    transfer->code = message->data.result;
    transfer->ended = true;
    curl_multi_remove_handle(multi_, transfer->easy);
    ended_.push_back(transfer);
  }
}

void CurlMulti::deliver() {
  delivered_.swap(ended_);
  // By number: what is handed over may stop what comes behind it.
  for (std::size_t i = 0; i < delivered_.size(); ++i)
    if (auto* ended = std::exchange(delivered_[i], nullptr)) hand_over(ended);
  delivered_.clear();
}

void CurlMulti::hand_over(Transfer* ended) {
  const std::unique_ptr<Transfer> transfer(ended);
  if (auto* callback = std::get_if<Ended>(&transfer->waiting)) return (*callback)(transfer->code);
  auto& coroutine = std::get<Handler>(transfer->waiting);
  asio::get_associated_cancellation_slot(coroutine).clear();
  std::move(coroutine)(transfer->code);
}

void CurlMulti::deliver_soon() {
  if (std::exchange(delivery_due_, true)) return;
  asio::post(loop_, [this] {
    delivery_due_ = false;
    deliver();
  });
}

curl_socket_t CurlMulti::open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& multi = *static_cast<CurlMulti*>(self);
  const int handle = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (handle < 0) return CURL_SOCKET_BAD;
  multi.forget(handle);  // opened and closed in the same call of libcurl
  multi.sockets_[handle] = std::make_shared<CurlSocket>(multi.loop_, handle, true);
  multi.opened_.push_back(handle);
  ++multi.connections_;
  return handle;
}

int CurlMulti::close_socket(void* self, curl_socket_t handle) {
  auto& multi = *static_cast<CurlMulti*>(self);
  if (!multi.find(handle)) return 0;
  multi.forget(handle);
  return ::close(handle);
}

int CurlMulti::watch_socket(CURL*, curl_socket_t handle, int events, void* self, void*) {
  auto& multi = *static_cast<CurlMulti*>(self);
  auto socket = multi.find(handle);
  if (!socket) {
    if (events == CURL_POLL_REMOVE) return 0;
    socket = std::make_shared<CurlSocket>(multi.loop_, handle, false);
    multi.sockets_.emplace(handle, socket);
  }
  socket->wanted = events == CURL_POLL_REMOVE ? 0 : events;
  if (events != CURL_POLL_REMOVE)
    multi.arm(socket);
  else if (socket->owned)
    socket->established = true;
  else
    multi.forget(handle);
  return 0;
}

// libcurl 7.88 closes a socket that is not connected yet by itself, without calling close_socket:
// where its transfer ends, or where another address was faster. The watch is taken away afterwards,
// in the same call of libcurl; where there was none yet, forget_closed() finds the socket.
std::shared_ptr<CurlSocket> CurlMulti::find(curl_socket_t handle) {
  const auto place = sockets_.find(handle);
  if (place == sockets_.end()) return nullptr;
  const auto& socket = *place->second;
  if (socket.established || socket.inode == CurlSocket::inode_of(handle)) return place->second;
  forget(handle);
  return nullptr;
}

void CurlMulti::forget_closed() {
  for (const auto handle : opened_) find(handle);
  opened_.clear();
}

// Takes a socket off the loop and leaves its number alone.
void CurlMulti::forget(curl_socket_t handle) {
  const auto place = sockets_.extract(handle);
  if (place.empty()) return;
  auto& socket = *place.mapped();
  socket.wanted = 0;
  socket.descriptor.release();
  if (socket.owned) --connections_;
}

void CurlMulti::arm(const std::shared_ptr<CurlSocket>& socket) {
  using Descriptor = asio::posix::stream_descriptor;
  const auto wait = [&](Descriptor::wait_type direction, int poll, int selected,
                        bool CurlSocket::*pending) {
    if ((socket->wanted & poll) == 0 || (*socket).*pending) return;
    (*socket).*pending = true;
    socket->descriptor.async_wait(direction, [=, this](boost::system::error_code error) {
      (*socket).*pending = false;
      if (error == asio::error::operation_aborted || (socket->wanted & poll) == 0) return;
      act(socket->descriptor.native_handle(), error ? CURL_CSELECT_ERR : selected);
      if (socket->descriptor.is_open()) arm(socket);
      deliver();
    });
  };
  wait(Descriptor::wait_read, CURL_POLL_IN, CURL_CSELECT_IN, &CurlSocket::reading);
  wait(Descriptor::wait_write, CURL_POLL_OUT, CURL_CSELECT_OUT, &CurlSocket::writing);
}

int CurlMulti::set_timer(CURLM*, long milliseconds, void* self) {
  auto& multi = *static_cast<CurlMulti*>(self);
  if (milliseconds < 0)
    multi.wanted_.reset();
  else
    multi.wanted_ = asio::steady_timer::clock_type::now() + std::chrono::milliseconds(milliseconds);
  return 0;
}

// The timer is set anew only for an earlier instant: one that fires too early costs less than
// setting it for every transfer.
void CurlMulti::arm_timer() {
  if (!wanted_ || (armed_ && *armed_ <= *wanted_)) return;
  armed_ = wanted_;
  timer_.expires_at(*armed_);
  timer_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    armed_.reset();
    if (wanted_ && *wanted_ <= asio::steady_timer::clock_type::now()) wanted_.reset();
    act(CURL_SOCKET_TIMEOUT, 0);
    deliver();
  });
}

}  // namespace proofload::detail
