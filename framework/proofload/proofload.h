// SPDX-License-Identifier: Apache-2.0
#pragma once

// All that a load test needs.

#include <proofload/base/secret.h>
#include <proofload/data/synthetic.h>
#include <proofload/engine/plan.h>
#include <proofload/engine/user.h>
#include <proofload/metrics/names.h>
#include <proofload/protocol/http/authorization.h>
#include <proofload/testing/baseline_matcher.h>
#include <proofload/testing/check.h>
#include <proofload/testing/load_test.h>
#include <proofload/testing/matchers.h>
#include <proofload/testing/response_matchers.h>
#include <proofload/units/bytes.h>
