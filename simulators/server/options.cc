#include "simulators/server/options.h"

#include <array>
#include <charconv>
#include <functional>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"

namespace ic::sim {
namespace {

struct Flag {
  std::string_view name;
  std::string_view value;  // what it takes, for the help; empty: nothing
  std::string_view help;
  std::function<Status(Options&, const std::string&)> set;
};

template <typename T>
StatusOr<T> Number(std::string_view flag, const std::string& text, T most) {
  T value{};
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || value < T{} ||
      value > most) {
    return InvalidArgumentError(fmt::format("{} takes a number from 0 to {}, not \"{}\"", flag, most, text));
  }
  return value;
}

Flag Switch(std::string_view name, std::string_view help, std::function<void(Options&)> set) {
  return {name, "", help, [set = std::move(set)](Options& options, const std::string&) {
            set(options);
            return OkStatus();
          }};
}

std::vector<Flag> ServerFlags() {
  return {
      {"--control", "ADDRESS:PORT", "where the control API listens (default 127.0.0.1:0)",
       [](Options& options, const std::string& text) -> Status {
         IC_ASSIGN_OR_RETURN(options.control, ParseEndpoint(text));
         return OkStatus();
       }},
      {"--ready", "FILE", "write the addresses there as JSON once all listen",
       [](Options& options, const std::string& text) {
         options.ready_file = text;
         return text.empty() ? InvalidArgumentError("--ready takes the name of a file") : OkStatus();
       }},
      {"--seed", "N", "ids, keys and addresses are reproducible from it (default 1)",
       [](Options& options, const std::string& text) -> Status {
         IC_ASSIGN_OR_RETURN(options.behaviour.seed, Number<std::uint64_t>("--seed", text, UINT64_MAX));
         return OkStatus();
       }},
      {"--latency", "MS", "milliseconds added to every call (default 0)",
       [](Options& options, const std::string& text) -> Status {
         IC_ASSIGN_OR_RETURN(const std::uint64_t latency, Number<std::uint64_t>("--latency", text, 600'000));
         options.pace.latency = std::chrono::milliseconds(latency);
         return OkStatus();
       }},
      {"--rate", "N", "requests a second before a cloud throttles (default 0: no limit)",
       [](Options& options, const std::string& text) -> Status {
         IC_ASSIGN_OR_RETURN(options.pace.rate, Number<double>("--rate", text, 1e6));
         return OkStatus();
       }},
  };
}

std::vector<Flag> BehaviourFlags() {
  return {
      Switch("--instant", "states settle by the next call (default)",
             [](Options& options) { options.behaviour.lifecycle = false; }),
      Switch("--lifecycle", "states take simulated time; POST /clock moves it",
             [](Options& options) { options.behaviour.lifecycle = true; }),
      Switch("--hold-requested", "a requested dedicated port waits until it is edited",
             [](Options& options) { options.behaviour.hold_requested = true; }),
      Switch("--router-up", "the customer's routers answer: new sessions come up",
             [](Options& options) { options.behaviour.router_up = true; }),
      Switch("--lenient", "ignore request members that the service model does not know",
             [](Options& options) { options.behaviour.lenient = true; }),
      Switch("--die-with-parent", "stop when the process that started this one ends",
             [](Options& options) { options.die_with_parent = true; }),
      Switch("--version", "print the version and stop", [](Options& options) { options.version = true; }),
      Switch("--help", "print this and stop", [](Options& options) { options.help = true; }),
  };
}

Flag CloudFlag(const Vendor& vendor, const std::string& flag) {
  return {flag, "ADDRESS:PORT", "simulate this cloud there; port 0 takes a free one",
          [&vendor, flag](Options& options, const std::string& text) -> Status {
            if (!vendor.make) {
              return InvalidArgumentError(fmt::format("{}: this cloud is not in this build", flag));
            }
            IC_ASSIGN_OR_RETURN(options.clouds[vendor.name], ParseEndpoint(text));
            return OkStatus();
          }};
}

Status UnknownFlag(const std::string& name, const std::vector<Flag>& flags) {
  std::vector<std::string> names;
  for (const Flag& flag : flags) names.emplace_back(flag.name);
  const auto nearest = NearestName(name, names);
  return InvalidArgumentError(fmt::format("unknown argument \"{}\"{}; --help lists them", name,
                                          nearest ? fmt::format(" (did you mean {}?)", *nearest) : ""));
}

// The flags' names must outlive the table: the clouds' are kept here.
struct FlagTable {
  explicit FlagTable(std::span<const Vendor> vendors) {
    names.reserve(vendors.size());
    for (const Vendor& vendor : vendors) names.push_back("--" + vendor.name);
    for (std::size_t i = 0; i < vendors.size(); ++i) flags.push_back(CloudFlag(vendors[i], names[i]));
    for (Flag& flag : ServerFlags()) flags.push_back(std::move(flag));
    for (Flag& flag : BehaviourFlags()) flags.push_back(std::move(flag));
  }
  std::vector<std::string> names;
  std::vector<Flag> flags;
};

}  // namespace

StatusOr<Options> ParseOptions(std::span<const std::string> arguments, std::span<const Vendor> vendors) {
  const FlagTable table(vendors);
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::size_t equals = arguments[i].find('=');
    const std::string name = arguments[i].substr(0, equals);
    const Flag* flag = nullptr;
    for (const Flag& candidate : table.flags) flag = candidate.name == name ? &candidate : flag;
    if (flag == nullptr) return UnknownFlag(name, table.flags);

    std::string value;
    if (equals != std::string::npos) {
      if (flag->value.empty()) return InvalidArgumentError(fmt::format("{} takes no value", name));
      value = arguments[i].substr(equals + 1);
    } else if (!flag->value.empty()) {
      if (++i == arguments.size()) return InvalidArgumentError(fmt::format("{} needs {}", name, flag->value));
      value = arguments[i];
    }
    IC_RETURN_IF_ERROR(flag->set(options, value));
  }
  if (options.clouds.empty() && !options.help && !options.version) {
    return InvalidArgumentError("no cloud to simulate; for example: interconnect-sim --aws 127.0.0.1:0");
  }
  return options;
}

std::string HelpText(std::span<const Vendor> vendors) {
  std::string text =
      "interconnect-sim simulates the clouds' private-link APIs on loopback.\n\n"
      "usage: interconnect-sim --aws 127.0.0.1:0 [--ready FILE] [flags]\n\n";
  const FlagTable table(vendors);
  for (std::size_t i = 0; i < table.flags.size(); ++i) {
    const Flag& flag = table.flags[i];
    const bool missing = i < vendors.size() && !vendors[i].make;
    text += fmt::format("  {:<26} {}{}\n", fmt::format("{} {}", flag.name, flag.value), flag.help,
                        missing ? " (not in this build)" : "");
  }
  return text;
}

}  // namespace ic::sim
