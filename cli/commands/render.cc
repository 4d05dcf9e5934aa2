// interconnect render: router configurations for the customer's end of the links. Reads only.
#include "router/render.h"

#include <filesystem>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/commands/links.h"
#include "cli/commands/render_files.h"
#include "cli/config/read/load.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/json.h"
#include "cli/output/format/text.h"
#include "cli/process/empty_state.h"
#include "cli/process/files.h"
#include "cli/process/session.h"
#include "reconcile/run/look/look.h"
#include "router/platforms.h"
#include "router/templates.h"

namespace ic::cli {
namespace {

std::string PlatformWords() {
  std::vector<std::string> names;
  for (const router::Platform& platform : router::Platforms()) names.emplace_back(platform.name);
  return JoinWords(names, "and");
}

std::string ProblemOf(const RenderArguments& options) {
  if (options.platform.empty() && !options.model) {
    return fmt::format("name the routers' platform with --platform: {}", PlatformWords());
  }
  if (options.keys && options.out.empty()) {
    return "--keys writes keys, and never to standard output: name a folder with --out";
  }
  if (options.keys && options.from != "live") return "--keys has the clouds asked for them: leave --from out";
  if (options.model && !options.out.empty()) return "--model goes to standard output: leave --out out";
  return "";
}

// The user's template if there is one, else that which comes with the program.
StatusOr<std::string> TemplateOf(const RenderArguments& options) {
  std::string path;
  if (!options.templates.empty()) {
    path = (std::filesystem::path(options.templates) / (options.platform + ".mustache")).string();
  }
  const auto& own = router::BuiltInTemplates();
  const auto found = own.find(options.platform);
  std::string text = found == own.end() ? std::string() : found->second;
  if (!path.empty() && FileExists(path)) {
    IC_ASSIGN_OR_RETURN(text, ReadFile(path));
  } else if (found == own.end()) {
    std::vector<std::string> names;
    for (const auto& [name, one] : own) names.push_back(name);
    const auto nearest = NearestName(options.platform, names);
    return InvalidArgumentError(fmt::format(
        "there is no template for '{}'{}; there is one for {}{}", OneLine(options.platform),
        nearest ? fmt::format(", did you mean {}?", *nearest) : std::string(), PlatformWords(),
        path.empty() ? std::string(", and --templates names a folder of your own") : fmt::format(", and no {}", path)));
  }
  const Status read = router::CheckTemplate(text);
  if (!read.ok()) return read.Annotate(path.empty() ? options.platform : path);
  return text;
}

LookAt PlaceOf(const std::string& from) {
  if (from == "state") return LookAt::kState;
  return from == "configuration" ? LookAt::kConfiguration : LookAt::kClouds;
}

Json ModelJson(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kBool:
      return value.AsBool();
    case Value::Kind::kNumber:
      return value.AsNumber().ToInt64().value_or(0);
    case Value::Kind::kString:
      return TextJson(value.AsString());
    case Value::Kind::kList:
    case Value::Kind::kSet: {
      Json list = Json::array();
      for (const Value& element : value.elements()) list.push_back(ModelJson(element));
      return list;
    }
    case Value::Kind::kMap:
    case Value::Kind::kObject: {
      Json object = Json::object();
      for (const auto& [name, field] : value.fields()) object[name] = ModelJson(field);
      return object;
    }
    case Value::Kind::kNull:
    case Value::Kind::kUnknown:
      break;
  }
  return nullptr;
}

std::string ExtensionOf(const std::string& platform) {
  const router::Platform* known = router::FindPlatform(platform);
  return known == nullptr ? "conf" : std::string(known->extension);
}

// How far the text is proved, and what it leaves to a person.
void SayProof(Host& host, const std::string& name) {
  const router::Platform* platform = router::FindPlatform(name);
  if (platform == nullptr) return;
  if (platform->proof == router::Proof::kGolden) {
    host.streams->Say(
        fmt::format("{}: written by the vendor's manual, and tried on no device here. Check it before it is loaded.\n",
                    platform->title));
  }
  if (!platform->leaves.empty()) host.streams->Say(fmt::format("{}: {}\n", platform->title, platform->leaves));
}

ExitCode Deliver(const Session& session, const RenderArguments& options, const FoundLinks& found,
                 const std::string& text) {
  Host& host = session.host();
  const std::vector<RouterFile> files = FilesOf(options, found.links);
  const auto routers = RoutersOf(options, found.links, files);
  if (!routers.ok()) return Fail(host, routers.status());
  if (options.model) {
    Json document = {{"format_version", kFormatVersion}, {"router", ModelJson(routers->front())}};
    host.streams->Print(Dumped(document));
    return ExitCode::kDone;
  }
  std::vector<WrittenFile> written;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto rendered = router::Render(
        {&(*routers)[i], options.platform, text, options.keys ? found.keys : std::map<std::string, std::string>()});
    if (!rendered.ok()) return Fail(host, rendered.status());
    const std::string name = fmt::format("{}.{}.{}", files[i].name, options.platform, ExtensionOf(options.platform));
    written.push_back({(std::filesystem::path(options.out) / name).string(), *rendered});
  }
  if (options.out.empty()) {
    host.streams->PrintExactly(written.front().text);
  } else if (const Status status = WriteThem(session, options, written); !status.ok()) {
    return Fail(host, status);
  }
  SayProof(host, options.platform);
  return ExitCode::kDone;
}

LookReport LookFor(const Session& session, const RenderArguments& options, const DesiredSet& set, StateStore& state) {
  const auto waiting = session.Wait("reading the clouds");
  return Look(session.run(state), set,
              {.at = PlaceOf(options.from), .health = false, .routes = false, .keys = options.keys});
}

// The set and what was seen of it.
struct Gathered {
  LoadedSet loaded;
  LookReport report;
};

StatusOr<Gathered> Gather(const Session& session, const RenderArguments& options) {
  Gathered gathered;
  gathered.loaded = session.LoadWithoutKeys();
  if (HasErrors(gathered.loaded.diagnostics)) return gathered;
  if (options.from == "configuration") {
    EmptyState none;
    gathered.report = LookFor(session, options, gathered.loaded.set, none);
    return gathered;
  }
  IC_ASSIGN_OR_RETURN(const std::unique_ptr<StateStore> state, session.OpenExistingState());
  gathered.report = LookFor(session, options, gathered.loaded.set, *state);
  return gathered;
}

std::vector<LocatedDiagnostic> UnreadWords(const LookReport& report) {
  std::vector<LocatedDiagnostic> words;
  for (const UnreadCloud& cloud : report.unread) {
    words.push_back(ErrorOf("Cloud could not be read", fmt::format("{}: {}", cloud.account, cloud.why)));
  }
  return words;
}

ExitCode RenderCommand(Host& host, const CommonOptions& common, const RenderArguments& options) {
  if (const std::string problem = ProblemOf(options); !problem.empty()) return Fail(host, problem);
  std::string text;
  if (!options.model) {
    auto read = TemplateOf(options);
    if (!read.ok()) return Fail(host, read.status());
    text = *std::move(read);
  }
  const Session session(host, common);
  const auto gathered = Gather(session, options);
  if (!gathered.ok()) return Fail(host, gathered.status());
  if (HasErrors(gathered->loaded.diagnostics)) return ShowDiagnostics(session, gathered->loaded.diagnostics);
  LinksWanted wanted{.addresses = {}, .site = options.site};
  for (const std::string& address : options.addresses) wanted.addresses.insert(*ParseAddress(address));
  const FoundLinks found = LinksOf(*host.factory, gathered->loaded.set, gathered->report, wanted);
  std::set<std::string> secrets;
  for (const auto& [object, key] : found.keys) secrets.insert(key);
  host.streams->Hide(secrets);
  std::vector<LocatedDiagnostic> problems = UnreadWords(gathered->report);
  for (const auto* more : {&gathered->report.diagnostics, &found.problems}) {
    problems.insert(problems.end(), more->begin(), more->end());
  }
  if (!problems.empty()) (void)ShowDiagnostics(session, problems);
  if (HasErrors(problems)) return ExitCode::kError;
  if (found.links.empty())
    return Fail(host, "there is no link to render: no virtual interface with a session is wanted");
  if (const std::string unknown = UnknownName(options, found.links); !unknown.empty()) return Fail(host, unknown);
  return Deliver(session, options, found, text);
}

// In two lines, as help is printed.
std::string PlatformHelp() {
  std::vector<std::string> lines = {"The routers' platform:"};
  for (const router::Platform& platform : router::Platforms()) {
    constexpr std::size_t kWidth = 80;
    if (lines.back().size() + platform.name.size() > kWidth) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += platform.name;
  }
  return fmt::format("{},\nor a template of your own", fmt::join(lines, "\n"));
}

void AddWhat(CLI::App& command, RenderArguments& options) {
  AddObjects(command, "ADDRESS", options.addresses,
             "Virtual interfaces, or connections with all on them (default: every link)");
  AddText(command, "--site", "CODE", options.site, "Only links whose port is at this location");
  AddChoice(command, "--from", {"live", "state", "configuration"}, options.from,
            "Where facts are from: the clouds now, the last apply, or only what is written\n(default: live)");
}

void AddHow(CLI::App& command, RenderArguments& options) {
  AddText(command, "--platform", "NAME", options.platform, PlatformHelp());
  AddText(command, "--templates", "DIR", options.templates,
          "Folder of your own templates, NAME.mustache each, which go before the program's");
  AddRepeatable(command, "--port", "[ADDRESS=]NAME", options.ports,
                "The router's port, of all links or of that interface or connection;\nagain for more (default: eth0)");
  AddRepeatable(command, "--preferred", "ADDRESS", options.preferred,
                "This link goes before the others of its redundancy group; again for more\n(default: all are equal)");
  AddText(command, "--router-id", "ADDRESS", options.router_id,
          "BGP's identifier (default: the first IPv4 address of a link)");
  AddText(command, "--out", "DIR", options.out, "Write files into this folder, in place of standard output");
  AddChoice(command, "--per", {"link", "site", "router"}, options.per,
            "With --out: a file a link, a location, or one for all (default: link)");
  AddFlag(command, "--keys", options.keys, "With --out: BGP keys in place of placeholders, in files of mode 0600");
  AddFlag(command, "--model", options.model, "Print what templates are given, as JSON, in place of a configuration");
}

}  // namespace

void AddRender(Program& program) {
  const auto options = std::make_shared<RenderArguments>();
  CLI::App& command = program.Add(
      {.name = "render",
       .sentence = "Write router configurations for your end of the links",
       .examples = {"interconnect render --platform frr --port eth1 > frr.conf",
                    "interconnect render --platform ios-xe --out routers --per site --preferred virtual_interface.prod",
                    "interconnect render virtual_interface.prod --model"},
       .more = "No cloud is changed. Keys are placeholders unless --keys asks for them."},
      [&program, options] { return RenderCommand(program.host(), program.common(), *options); });
  AddWhat(command, *options);
  AddHow(command, *options);
  AddTrustOptions(command, program.common());
  AddCommonOptions(command, program.common());
}

}  // namespace ic::cli
