"""Texts that somebody else may write into a configuration or into a cloud, and what must not come of them in an output."""

import unicodedata

# As they stand in a quoted text of YAML: ends of fences, mentions, commands to the runner of a job.
WRITTEN = ["`" * count + ending for count in (1, 3, 8, 9, 40) for ending in ("", "\\n@everyone", "\\n::error::stop")] + [
    "::error::stop", "\\n::add-mask::a", "##vso[task.setvariable variable=a]b", "##[group]a", "##teamcity[buildStop]",
    "\\e[0Ksection_start:1:a\\r\\e[0K", "\\u202egnp", "\\r::warning::a", "\\u3000::error::stop",
    "\\u3164dc\\u200c1\\ufe00\\U000e0101", "!12 GH-7 %1", "\\n/close"]

# As a cloud answers them: these too, ends of quotes, comments, lines and elements of every format that is written, and
# what a terminal obeys.
ANSWERED = ["``` \n@everyone\n::error::stop", "\n::add-mask::a\n##vso[task.setvariable variable=a]b\n##[group]a",
            "\x1b[0Ksection_start:1:a\r\x1b[0K", "\x1b]0;title\x07\x9b31m\x00\x7f", "\u202egnp\u2066\u200f\u2028::error::a\u2029",
            "\"}\n\"]; x -> y; \\", "\"\n} resource \"a\" \"b\" { c = \"${file(\"/etc/passwd\")}\" %{ if true }", "'\n- a: &b [*b]\n# ---\n",
            "</code></pre><script>a()</script><!--", "| a | [b](javascript:c) ![d](https://e.example/f)", "a\"]\nclick a href \"https://e.example\"\n%%{init: 1}%%",
            "x\"} 1\ninterconnect_drift_findings{class=\"a\"} 99\n# HELP", "${env:HOME} $(id) `id` ;id", "\u0085\u000b\u000c\ufeff\u00ad",
            # Where lines are wrapped, or a column begins one, behind what runners trim; and what nobody sees.
            "w" * 95 + " \u3000::error::stop \u2003::error::stop", "\u00a0::error::stop", "dc\nBEGINS A LINE", "\u3164dc\u200c1\ufe00\U000e0101\u034f\U000e0041"]

# Unicode's Default_Ignorable_Code_Point that no category of controls has.
UNSEEN = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u180b", "\u180c", "\u180d", "\u180f", "\u3164", "\uffa0",
          *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))}



def is_command(line):
    """As GitHub's, Azure's, TeamCity's and GitLab's runners recognize them."""
    return line.strip().startswith("::") or any(sign in line for sign in ("##[", "##vso[", "##teamcity[", "section_start:"))


def check(shown):
    """Nothing in `shown` commands a runner or a terminal, or shows another order of signs than there is."""
    assert not [line for line in shown.splitlines() if is_command(line)], shown
    assert not [line for line in shown.splitlines() if line.lstrip(" >|*-").startswith("BEGINS")], shown
    signs = {sign for sign in shown if sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")}
    signs |= UNSEEN & set(shown)  # no text here has a script or a picture in which one of them joins or varies something
    assert not signs, f"{signs}\n{shown}"
