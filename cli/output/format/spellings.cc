#include "cli/output/format/spellings.h"

#include <functional>

#include <fmt/format.h>

#include "base/harmless.h"
#include "base/text.h"
#include "cli/output/format/json.h"
#include "cli/output/format/markdown.h"
#include "cli/output/format/sarif.h"
#include "cli/output/format/text.h"

namespace ic::cli {
namespace {

std::string Each(std::string_view text, const std::function<std::string(char)>& spelled) {
  std::string out;
  for (const char c : text) out += spelled(c);
  return out;
}

std::string Escaped(std::string_view text, std::string_view signs) {
  return Each(text, [signs](char c) {
    return signs.find(c) == std::string_view::npos ? std::string(1, c) : std::string("\\") + c;
  });
}

std::string InJson(std::string_view text) {
  const std::string quoted = HarmlessJson(Json(std::string(text)).dump());
  return quoted.substr(1, quoted.size() - 2);
}

// `$${` and `%%{`: what HCL and the configuration's own language have for `${` and `%{`.
std::string WithoutTemplates(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool sign = text[i] == '$' || text[i] == '%';
    if (sign && i + 1 < text.size() && text[i + 1] == '{') out += text[i];
    out += text[i];
  }
  return out;
}

// As Graphviz writes it, which spells `-` too, and as others do.
std::string InXml(std::string_view text, bool hyphens) {
  return Each(text, [hyphens](char c) -> std::string {
    switch (c) {
      case '&':
        return "&amp;";
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      case '"':
        return "&quot;";
      case '\'':
        return "&#39;";
      case '-':
        return hyphens ? "&#45;" : "-";
      default:
        return std::string(1, c);
    }
  });
}

std::string InMermaid(std::string_view text) {
  return Each(text, [](char c) {
    const bool plain = std::string_view("\"#&<>`\\[]{}()|*_").find(c) == std::string_view::npos;
    return plain ? std::string(1, c) : fmt::format("#{};", static_cast<int>(c));
  });
}

// SARIF's, in which `](` forms no link.
std::string InMessage(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '(' && out.ends_with(']')) out += ' ';
    out += c;
  }
  return InJson(out);
}

// DOT's labels.
std::string InLabel(std::string_view text) {
  return Each(Escaped(text, "\"\\"), [](char c) { return c == '&' ? std::string("&amp;") : std::string(1, c); });
}

// What a sign becomes there depends on what is beside it.
void AddMarkdown(const std::string& text, std::set<std::string>& all) {
  for (const std::string_view before : {"", "x"}) {
    for (const std::string_view after : {"", "x", "\""}) {
      for (const auto written : {&MdText, &MdParagraph}) {
        const std::string whole = written(fmt::format("{}{}{}", before, text, after));
        all.insert(whole.substr(before.size(), whole.size() - before.size() - after.size()));
      }
    }
  }
}

}  // namespace

std::set<std::string> SpellingsOf(std::string_view text) {
  const std::string valid = ToValidUtf8(text);
  std::set<std::string> all = {std::string(text), valid, Lines(valid)};
  // A part may have been put on one line before a format escaped it.
  for (const std::string& one : {valid, OneLine(valid)}) {
    const std::string json = InJson(one);
    all.insert({one, json, InMessage(one), WithoutTemplates(one), WithoutTemplates(json), Escaped(one, "\"\\"),
                Escaped(one, "\""), InLabel(one), InXml(one, /*hyphens=*/false), InXml(one, /*hyphens=*/true),
                InMermaid(one), UriOf(one), UriOf("x" + one).substr(1)});
    AddMarkdown(one, all);
  }
  return all;
}

}  // namespace ic::cli
