// The files of OpenStack's clients (clouds.yaml, secure.yaml), which those of Open Telekom Cloud read too. What such a
// file holds is a small part of YAML, and no more of it is understood here: maps in block style, texts plain or quoted,
// lists, comments. Whatever else stands at a key is told by that key, and is wrong only if somebody needs it.
//
// Source: openstacksdk, "Configuring OpenStack SDK Applications"; gophertelekomcloud, openstack/loader.go (`ak`, `sk`,
// `security_token`). Read 2026-11-30.
#ifndef ADAPTERS_HUAWEI_CLIENT_CLOUDS_YAML_H_
#define ADAPTERS_HUAWEI_CLIENT_CLOUDS_YAML_H_

#include <map>
#include <string>
#include <string_view>

#include "adapters/wire/environment.h"
#include "base/status.h"

namespace ic::huawei {

// Of one entry; as Keys (config.h).
using EntryKeys = std::map<std::string, std::string>;

// The entry `name` of `clouds`, its keys joined by dots: "auth.username" → text; of a list its first element. A text
// that is not understood is under "?" and its key: where it stands. `path` is for messages. Errors: kNotFound (no such
// entry; with the nearest one), kInvalidArgument with the line.
StatusOr<EntryKeys> ReadCloudEntry(std::string_view text, std::string_view path, std::string_view name);

// The entry that OS_CLOUD names, from the first that is there of OS_CLIENT_CONFIG_FILE, ~/.config/openstack/clouds.yaml
// and /etc/openstack/clouds.yaml (or .yml); what secure.yaml beside it, or OS_CLIENT_SECURE_FILE, says of it goes
// before. A clouds.yaml of the working directory is not looked for: whoever can put a file there would say where
// passwords are sent. `words`: the entry and its file, for people. Errors: kInvalidArgument (no file, no such entry, a
// text that is needed and not understood), those of reading.
StatusOr<EntryKeys> FindCloudEntry(const Environment& environment, std::string& words);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_CLOUDS_YAML_H_
