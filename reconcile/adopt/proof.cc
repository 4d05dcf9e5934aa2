#include "reconcile/adopt/proof.h"

#include <cstddef>

#include "base/digest.h"
#include "base/random.h"
#include "reconcile/adopt/candidates.h"

namespace ic::reconcile {
namespace {

constexpr std::size_t kDigits = 32;

// The key may seal other things too.
constexpr const char* kPurpose = "interconnect:mark\n";

bool IsKeyed(const Call& call) { return !call.run.mark_key.empty() && !call.config->state_is_held; }

std::string ProofOf(const Run& run, const std::string& mark) {
  return ToHex(HmacSha256(run.mark_key, kPurpose + mark)).substr(0, kDigits);
}

}  // namespace

std::string NonceFor(const Call& call, const std::string& mark) {
  if (IsKeyed(call)) return ProofOf(call.run, mark);
  if (call.run.random == nullptr) return "";
  // Numbers that were made before, and can be seen on objects, do not tell the next one.
  return Sha256Hex(call.run.random->Uuid() + call.run.random->Uuid()).substr(0, kDigits);
}

void JudgeProofs(const Call& call, const std::string& mark, std::vector<Candidate>& candidates) {
  if (!IsKeyed(call) || mark.empty()) return;
  JudgeNonces({ProofOf(call.run, mark)},
              "its mark lacks the part that INTERCONNECT_MARK_KEY makes: it was made without that key, or with "
              "another one, or somebody who knows what a mark is made of wrote it",
              candidates);
}

}  // namespace ic::reconcile
