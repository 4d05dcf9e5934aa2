"""Texts that somebody else may write into a configuration or into a cloud, and what must not come of them in an output."""

import unicodedata

# As they stand in a quoted text of YAML: ends of fences, mentions, commands to the runner of a job.
WRITTEN = ["`" * count + ending for count in (1, 3, 8, 9, 40) for ending in ("", "\\n@everyone", "\\n::error::stop")] + [
    "::error::stop", "\\n::add-mask::a", "##vso[task.setvariable variable=a]b", "##[group]a", "##teamcity[buildStop]",
    "\\e[0Ksection_start:1:a\\r\\e[0K", "\\u202egnp", "\\r::warning::a"]

# As a cloud answers them: these too, ends of quotes, comments, lines and elements of every format that is written, and
# what a terminal obeys.
ANSWERED = ["``` \n@everyone\n::error::stop", "\n::add-mask::a\n##vso[task.setvariable variable=a]b\n##[group]a",
            "\x1b[0Ksection_start:1:a\r\x1b[0K", "\x1b]0;title\x07\x9b31m\x00\x7f", "\u202egnp\u2066\u200f\u2028::error::a\u2029",
            "\"}\n\"]; x -> y; \\", "\"\n} resource \"a\" \"b\" { c = \"${file(\"/etc/passwd\")}\" %{ if true }", "'\n- a: &b [*b]\n# ---\n",
            "</code></pre><script>a()</script><!--", "| a | [b](javascript:c) ![d](https://e.example/f)", "a\"]\nclick a href \"https://e.example\"\n%%{init: 1}%%",
            "x\"} 1\ninterconnect_drift_findings{class=\"a\"} 99\n# HELP", "${env:HOME} $(id) `id` ;id", "\u0085\u000b\u000c\ufeff\u00ad"]


def is_command(line):
    """As GitHub's, Azure's, TeamCity's and GitLab's runners recognize them."""
    return line.strip().startswith("::") or any(sign in line for sign in ("##[", "##vso[", "##teamcity[", "section_start:"))


def check(shown):
    """Nothing in `shown` commands a runner or a terminal, or shows another order of signs than there is."""
    assert not [line for line in shown.splitlines() if is_command(line)], shown
    joiners = "\u200c\u200d"  # of the signs of a script, or of a picture
    signs = {sign for sign in shown if sign not in "\n\t" + joiners and unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")}
    assert not signs, f"{signs}\n{shown}"
