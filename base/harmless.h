// Texts that others had a hand in (names and tags in a cloud, words of a service, a configuration of somebody else's)
// made harmless, wherever they are shown: on a terminal, in the log of a pipeline, in a comment.
#ifndef BASE_HARMLESS_H_
#define BASE_HARMLESS_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace ic {

enum class Breaks : std::uint8_t { kSpelledOut, kKept };

// `text` as valid UTF-8 in which control characters, and those that turn the direction of writing or are not seen, are
// spelled out (`\n`, `\x1b`, `\u{202e}`): a name must not drive a terminal, begin a line that looks like ours, or look
// like another one. What joins or varies the signs of a script or of a picture stays where it does that.
std::string SpelledOut(std::string_view text, Breaks breaks);

// Lines that a pipeline would take for commands to itself (GitHub's `::error::` and `##[group]`, Azure's
// `##vso[task.setvariable]`, TeamCity's `##teamcity[`, GitLab's `section_start:1:a`) get a backslash where they begin
// to be ones.
std::string WithoutCommands(std::string text);

// Both, for texts of several lines.
std::string Harmless(std::string_view text);

// Both, for a whole output with everything that parts of it missed, right before it leaves the process. The colours of
// a terminal (SGR 0 to 2 and 31 to 36), line breaks and tabs stay. What is harmless already stays as it is.
std::string HarmlessPage(std::string_view page);

// JSON that says the same, in which nothing of the above stands as it is: written as escapes. `json` is valid.
std::string HarmlessJson(const std::string& json);
// Likewise of a quoted text of YAML or HCL, whose escapes are JSON's and `\UXXXXXXXX`: they read no pairs of
// surrogates.
std::string HarmlessQuoted(const std::string& quoted);

}  // namespace ic

#endif  // BASE_HARMLESS_H_
