// interconnect list: what there is in the clouds, whoever manages it.
#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "adapters/contract/lookup.h"
#include "base/text.h"
#include "cli/commands/accounts.h"
#include "cli/commands/commands.h"
#include "cli/commands/found.h"
#include "cli/config/read/load.h"
#include "cli/output/format/diagnostics.h"
#include "cli/process/session.h"
#include "reconcile/run/set/setup.h"

namespace ic::cli {
namespace {

struct ListArguments {
  std::string kind;
  std::vector<std::string> clouds;
  std::string region;
  std::map<std::string, std::string> wanted;  // by the field's name
  std::vector<std::string> tags;
  bool json = false;
};

std::string OptionOf(std::string_view name) {
  if (name == field::kTags) return "--tag";
  std::string option = "--" + std::string(name);
  std::replace(option.begin(), option.end(), '_', '-');
  return option;
}

std::string TagProblem(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals != std::string::npos && equals > 0) return "";
  return fmt::format("'{}' is no tag; one is written KEY=VALUE", text);
}

StatusOr<Value> ReadWanted(const Field& field, const std::string& text) {
  if (field.type != FieldType::kInteger) return Value::String(text);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size()) return Value::Int(number);
  return InvalidArgumentError(fmt::format("{} takes a whole number, not '{}'", OptionOf(field.name), text));
}

// What the options ask for, as fields of what is listed.
StatusOr<Value> WantedOf(const std::vector<Field>& fields, Sought what, const ListArguments& options) {
  Value wanted = Value::Object({});
  const auto by = SoughtBy(what);
  for (const auto& [name, text] : options.wanted) {
    if (text.empty()) continue;
    const Field* field = std::ranges::find(by, name) == by.end() ? nullptr : FindField(fields, name);
    if (field == nullptr) {
      std::vector<std::string> known;
      for (const std::string_view one : by) known.push_back(OptionOf(one));
      return InvalidArgumentError(fmt::format("a {} is not looked up by {}; it is by {}", SoughtTitle(what),
                                              OptionOf(name), JoinWords(known, "and")));
    }
    IC_ASSIGN_OR_RETURN(Value value, ReadWanted(*field, text));
    wanted.Put(name, std::move(value));
  }
  Value::Fields tags;
  for (const std::string& tag : options.tags) {
    const std::size_t equals = tag.find('=');
    tags.emplace_back(tag.substr(0, equals), Value::String(tag.substr(equals + 1)));
  }
  if (!tags.empty()) wanted.Put(field::kTags, Value::Map(std::move(tags)));
  return wanted;
}

struct Listed {
  std::vector<FoundObject> objects;
  std::vector<LocatedDiagnostic> diagnostics;
};

Listed ListThem(const Session& session, const DesiredSet& set, const std::set<std::string>& accounts, Sought what,
                const ListArguments& options, const Value& wanted) {
  Listed listed;
  const auto engine = run::MakeEngine(session.engine(), set, {.read_only = true}, listed.diagnostics);
  if (HasErrors(listed.diagnostics)) return listed;
  for (const std::string& account : accounts) {
    LookupOutput output =
        engine->LookUp({.what = what, .account = account, .region = options.region, .wanted = wanted});
    for (Diagnostic diagnostic : std::move(output.diagnostics).items()) {
      diagnostic.detail = fmt::format("{}: {}", account, diagnostic.detail);
      listed.diagnostics.push_back(set.Locate(std::move(diagnostic), Position()));
    }
    for (Value& object : output.found) listed.objects.push_back({account, std::move(object)});
  }
  return listed;
}

ExitCode ListCommand(Host& host, const CommonOptions& common, const ListArguments& options) {
  const Sought what = *ParseSought(options.kind);
  const auto wanted = WantedOf(FoundFields(host.factory->traits(), what), what, options);
  if (!wanted.ok()) return Fail(host, wanted.status());
  const Session session(host, common);
  LoadedSet loaded = session.LoadForAccounts();
  if (HasErrors(loaded.diagnostics)) return ShowDiagnostics(session, loaded.diagnostics);
  const auto accounts = AccountsNamed(*host.factory, options.clouds, "--cloud", loaded.set);
  if (!accounts.ok()) return Fail(host, accounts.status());
  Listed listed;
  {
    const auto waiting = session.Wait("reading the clouds");
    listed = ListThem(session, loaded.set, *accounts, what, options, *wanted);
  }
  if (options.json) {
    host.streams->Print(FoundJson(host.factory->traits(), what, listed.objects, listed.diagnostics));
    return ExitOfDiagnostics(listed.diagnostics);
  }
  if (!listed.objects.empty()) host.streams->Print(FoundText(what, listed.objects));
  if (!listed.diagnostics.empty()) return ShowDiagnostics(session, listed.diagnostics);
  if (listed.objects.empty()) host.streams->Say("Nothing was found.\n");
  return ExitCode::kDone;
}

void AddWanted(CLI::App& command, ListArguments& options) {
  for (const Sought what : kAllSought) {
    for (const std::string_view name : SoughtBy(what)) {
      if (name == field::kTags || options.wanted.contains(std::string(name))) continue;
      std::vector<std::string> titles;
      for (const Sought other : kAllSought) {
        const auto by = SoughtBy(other);
        if (std::ranges::find(by, name) != by.end()) titles.push_back(std::string(SoughtTitle(other)) + "s");
      }
      const std::string whose =
          titles.size() == kAllSought.size() ? std::string() : fmt::format(" ({})", JoinWords(titles, "and"));
      AddText(command, OptionOf(name), "VALUE", options.wanted[std::string(name)],
              fmt::format("Only what has this `{}`{}", name, whose));
    }
  }
  AddRepeatable(command, "--tag", "KEY=VALUE", options.tags, "Only what has this tag; again for more", TagProblem);
}

}  // namespace

void AddList(Program& program) {
  const auto options = std::make_shared<ListArguments>();
  CLI::App& command =
      program.Add({.name = "list",
                   .sentence = "Print connections, virtual interfaces or gateways of the clouds, whoever manages them",
                   .examples = {"interconnect list connection --cloud aws --location EqDC2",
                                "interconnect list gateway --tag team=net --json"},
                   .more = "No cloud is changed, and no state is needed."},
                  [&program, options] { return ListCommand(program.host(), program.common(), *options); });
  std::vector<std::string> kinds;
  for (const Sought what : kAllSought) kinds.emplace_back(SoughtName(what));
  AddChoice(command, "KIND", kinds, options->kind, "What to list: " + JoinWords(kinds, "or"))->required();
  AddRepeatable(command, "--cloud", "ENTRY", options->clouds,
                "Cloud, or entry of `clouds`, to look in; again for more (default: all entries)");
  AddText(command, "--region", "REGION", options->region, "Region to look in (default: that of each entry)");
  AddWanted(command, *options);
  AddFlag(command, "--json", options->json, "As JSON, with everything that is known of each");
  AddTrustOptions(command, program.common());
  AddReadingOptions(command, program.common());
}

}  // namespace ic::cli
