// The places credentials come from, one function each. For credentials_chain.cc only.
#ifndef ADAPTERS_AWS_CLIENT_CREDENTIAL_SOURCES_H_
#define ADAPTERS_AWS_CLIENT_CREDENTIAL_SOURCES_H_

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "adapters/aws/client/credentials.h"
#include "adapters/wire/http.h"
#include "base/process.h"
#include "base/time_text.h"

namespace ic::aws {

// What a search has at hand.
struct SearchContext {
  const Settings& settings;
  const CredentialTools& tools;
  std::stop_token stop;
};

StatusOr<SourceAnswer> FromConfiguration(const SearchContext& context);
StatusOr<SourceAnswer> FromEnvironment(const SearchContext& context);
// `with_environment`: AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN count too.
StatusOr<SourceAnswer> FromWebIdentity(const SearchContext& context, const std::string& profile, bool with_environment);
StatusOr<SourceAnswer> FromSso(const SearchContext& context, const std::string& profile);
StatusOr<SourceAnswer> FromCredentialsFile(const SearchContext& context, const std::string& profile);
StatusOr<SourceAnswer> FromProcess(const SearchContext& context, const std::string& profile);
StatusOr<SourceAnswer> FromConfigFile(const SearchContext& context, const std::string& profile);
StatusOr<SourceAnswer> FromContainer(const SearchContext& context);
StatusOr<SourceAnswer> FromInstanceMetadata(const SearchContext& context);
// The profile's role_arn with source_profile or credential_source.
StatusOr<SourceAnswer> FromProfileRole(const SearchContext& context, const std::string& profile);

// The profile's own sources, without its role: web identity, SSO, both files, process. `absent` joins their reasons.
StatusOr<SourceAnswer> FromProfile(const SearchContext& context, const std::string& profile, bool with_environment);

// Takes `role` with the keys of `base`. `session_name` may be empty.
StatusOr<Credentials> TakeRole(const SearchContext& context, const Credentials& base, const AssumeRole& role);
StatusOr<Credentials> TakeRoleWithWebIdentity(const SearchContext& context, const AssumeRole& role,
                                              const std::string& token);

// A profile's key; empty if it or the profile is not there.
std::string ProfileKey(const Settings& settings, const std::string& profile, const std::string& key);

// Keys of one file's profile. Absent if it has no access key; an error if it has only half a pair.
StatusOr<SourceAnswer> FromKeys(const ProfileKeys* keys, const std::string& where);

// The JSON that helpers, container agents and instance metadata answer with: AccessKeyId, SecretAccessKey, the token
// under `token_member`, Expiration. Errors (kUnauthenticated) name `source` and quote nothing.
StatusOr<Credentials> ParseCredentials(std::string_view json, std::string_view token_member, std::string source);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_CREDENTIAL_SOURCES_H_
