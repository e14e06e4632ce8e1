// SPDX-License-Identifier: Apache-2.0
#include <etcd/etcd_fixture.h>

#include <proofload/grpc/grpc_client.h>

#include <etcd/etcd.grpc.pb.h>

using namespace proofload;

namespace {

using etcdserverpb::KV;
using testing::StrEq;

using Etcd = EtcdFixture;

Task<> put_and_get(User& user) {
  GrpcClient<KV> store(user);
  const auto key = "user/" + std::to_string(user.number());
  const auto value = std::to_string(user.iteration());
  etcdserverpb::PutRequest put;
  put.set_key(key);
  put.set_value(value);
  co_await store.call(&KV::Stub::PrepareAsyncPut, put);
  etcdserverpb::RangeRequest range;
  range.set_key(key);
  const auto found = co_await store.call(&KV::Stub::PrepareAsyncRange, range);
  const auto& pairs = found.reply.kvs();
  user.check("is there", pairs.empty() ? "" : pairs.Get(0).value(), StrEq(value));
}

LOAD_TEST(Etcd, KeepsWhatIsPut, smoke, grpc, budget(1min)) {
  const Report report = run({.scenario = put_and_get, .load = hold(100_per_s, 3s)});
  EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), CheckRate(Eq(100_percent))));
  EXPECT_THAT(report.step("/etcdserverpb.KV/Put"), P95(Lt(200ms)));
  EXPECT_THAT(report.step("/etcdserverpb.KV/Range"), P95(Lt(200ms)));
}

}  // namespace
