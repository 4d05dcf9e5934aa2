// Words that several messages have in common: what a person can do about it, in the words of the front door that is
// asked (EngineConfig::state_is_held: the command line).
#ifndef RECONCILE_OBJECT_WORDS_H_
#define RECONCILE_OBJECT_WORDS_H_

#include <string>
#include <string_view>

#include "reconcile/object/subject.h"

namespace ic::reconcile {

// Of what is only forgotten: when planning, and when it is done.
inline constexpr std::string_view kStaysInCloud = "Object stays in the cloud";
inline constexpr std::string_view kKeptInCloud = "Object is kept in the cloud";

// What lifts the redundancy guard for `name`, a group or an object's id.
std::string AllowDisruption(const EngineConfig& config, std::string_view name);

// What lets the object `id` be replaced although the configuration does not ask for it.
std::string AllowReplacement(const EngineConfig& config, std::string_view id);

// What takes `id` over as NAME: the import block, or the command, which names the entry of `clouds` that sees it if
// that is called otherwise than its cloud. `account` empty: it is not.
std::string ImportBlock(const Subject& subject, const std::string& account, const std::string& region,
                        const std::string& id);

// Of an object that is only forgotten: " …", if it was taken over, as far as Terraform's process can tell; or nothing.
std::string_view UnlessAnotherDeletesIt(const EngineConfig& config, const Value& prior);

// How the state lets go of an object that stays.
std::string_view LettingGo(const EngineConfig& config);

// What to do about an object that create_before_destroy has left set aside, where nothing else is.
inline constexpr std::string_view kIfItIsDeposed =
    "`terraform state rm` of its resource takes it out of the state and nothing else, so that it can be taken in "
    "again.";

// With create_before_destroy Terraform does not say what a create replaces: what to do if it is `existing`, which has
// the name of `wanted`. Empty if it has another, and where it is said what is replaced.
std::string_view IfItIsReplaced(const Subject& subject, const Value& wanted, std::string_view existing_name);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_WORDS_H_
