// The places credentials come from, one function each. For credentials_chain.cc only.
#ifndef ADAPTERS_ALIBABA_CLIENT_CREDENTIAL_SOURCES_H_
#define ADAPTERS_ALIBABA_CLIENT_CREDENTIAL_SOURCES_H_

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "adapters/alibaba/client/credentials.h"
#include "adapters/wire/http.h"
#include "base/process.h"

namespace ic::alibaba {

// What a search has at hand.
struct SearchContext {
  const Settings& settings;
  const CredentialTools& tools;
  std::stop_token stop;
};

StatusOr<SourceAnswer> FromConfiguration(const SearchContext& context);
StatusOr<SourceAnswer> FromEnvironment(const SearchContext& context);
StatusOr<SourceAnswer> FromOidcEnvironment(const SearchContext& context);
StatusOr<SourceAnswer> FromProfile(const SearchContext& context);
StatusOr<SourceAnswer> FromCredentialsFile(const SearchContext& context);
StatusOr<SourceAnswer> FromEcsRole(const SearchContext& context);
StatusOr<SourceAnswer> FromCredentialsUri(const SearchContext& context);

// The instance's role, by its name or (empty) whichever it has.
StatusOr<Credentials> AskEcsMetadata(const SearchContext& context, const std::string& role);
// A local helper that answers a GET with keys.
StatusOr<Credentials> AskCredentialsUri(const SearchContext& context, const std::string& url);

// Takes `role` with the keys of `base`.
StatusOr<Credentials> TakeRole(const SearchContext& context, const Credentials& base, const AssumeRole& role);
struct OidcRole {
  AssumeRole role;
  std::string provider_arn;
  std::string token_file;
};
StatusOr<Credentials> TakeRoleWithOidc(const SearchContext& context, const OidcRole& role);

// The JSON that the metadata service, helpers and STS answer with: AccessKeyId, AccessKeySecret, SecurityToken,
// Expiration. Errors (kUnauthenticated) name `source` and quote nothing.
StatusOr<Credentials> ParseCredentials(const nlohmann::json& object, std::string source);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_CREDENTIAL_SOURCES_H_
