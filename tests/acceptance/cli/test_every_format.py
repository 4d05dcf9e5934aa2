"""What a cloud answers stays text in every format that the command line writes: each is read with its own reader, and
commands neither the runner of a job nor a terminal. One estate on three clouds, and everything in it that others can name."""

import json
import re
import subprocess
import xml.etree.ElementTree

import pytest
import yaml

import clouds
import hostile
from prometheus_client.parser import text_string_to_metric_families
from test_rebuilding import configuration, environment

# How each format is read, by the option that writes it, or what export and graph call it.
READERS = {
    "--json": json.loads,
    "--sarif": json.loads,
    "--markdown": lambda text: markdown(text),
    "--prometheus": lambda text: list(text_string_to_metric_families(text)),
    "yaml": yaml.safe_load,
    "hcl": lambda text: read_by("terraform", "fmt", "-", text=text),
    "dot": lambda text: read_by("dot", "-Tplain", text=text),
    "svg": xml.etree.ElementTree.fromstring,
    "mermaid": lambda text: mermaid(text),
}


def read_by(*command, text):
    result = subprocess.run(command, input=text, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 0, f"{result.stderr}\n{text}"
    return result.stdout


def markdown(text):
    """No element but those that we write; nobody is called, nothing is fetched."""
    page = read_by("cmark-gfm", "--extension", "table", "--extension", "autolink", "--unsafe", text=text)
    assert not re.findall(r"<(?:a|img|script|iframe|form|style)\b", page), page
    assert not re.search(r"(?<![\w;])@\w", re.sub(r"<code>.*?</code>|<pre>.*?</pre>", "", page, flags=re.DOTALL)), page


def mermaid(text):
    """A line is a node, an edge, or the beginning or end of a group; nothing is clicked, no setting is made."""
    for line in text.splitlines()[1:]:
        words = line.split()
        assert words and words[0] not in ("click", "%%{init:") and "%%{" not in line, line


def said_by_everybody(world, text):
    """Somebody renames what is ours, and makes more of the kind that nobody here manages."""
    for kind in clouds.CLOUDS.values():
        cloud = kind(simulator=world)
        for interface in cloud.interface_ids():
            cloud.rename(interface, text)
            cloud.name_tags(interface, {"note": text, text: "note"})
        cloud.name_another(text)


def written(repository, command, *options, expect):
    """The outputs of a command that was run with each of these options, by option; what it says is checked too."""
    files = {option: repository.folder / f"out{option}" for option in options}
    words = [word for option, path in files.items() for word in (option, path.name)]
    ran = repository.run(*command, *words, expect=None)
    assert ran.code in expect, ran
    for shown in (ran.out, ran.err):
        hostile.check(shown)
    for option, path in files.items():
        text = path.read_text()
        hostile.check(text)
        READERS[option](text)
    return ran.out


@pytest.mark.parametrize("text", hostile.ANSWERED)
def test_what_a_cloud_answers_stays_text(world, new_repository, text):
    repository = new_repository(environment(world))
    repository.write(configuration(world))
    repository.apply()
    said_by_everybody(world, text)
    written(repository, ("drift",), "--json", "--markdown", "--sarif", "--prometheus", expect=(2,))
    written(repository, ("drift", "--detailed"), expect=(2,))
    written(repository, ("plan",), "--json", "--markdown", expect=(2,))
    written(repository, ("plan", "--detailed"), expect=(2,))
    for form in ("dot", "mermaid", "svg"):
        READERS[form](written(repository, ("graph", "--format", form), expect=(0,)))
    written(repository, ("import", "--all", "--write", "found.yaml"), expect=(0,))
    found = (repository.folder / "found.yaml").read_text()
    hostile.check(found)
    names = {entry.get("name") for entry in READERS["yaml"](found)["connection"].values()}
    assert text.replace("${", "$${") in names, "what it was is still told, with no reference in it"
    both = ("-f", "interconnect.yaml", "-f", "found.yaml")
    for form in ("yaml", "hcl"):
        READERS[form](written(repository, ("export", "--to", form, *both), expect=(0,)))


def test_what_a_cloud_refuses_stays_text(world, new_repository):
    """The words of an error are the cloud's."""
    for text in hostile.ANSWERED:
        repository = new_repository(environment(world))
        repository.write(configuration(world))
        world.control("POST", "/faults", [{"cloud": cloud, "operation": "*", "kind": "fail", "code": "Hostile" , "http_status": 403,
                                           "message": text, "count": 1000} for cloud in clouds.CLOUDS])
        written(repository, ("drift",), "--json", "--markdown", "--sarif", "--prometheus", expect=(1,))
        written(repository, ("plan",), "--json", "--markdown", expect=(1,))
        written(repository, ("apply", "--yes"), expect=(1,))
        written(repository, ("import", "--all"), expect=(1,))
        world.control("DELETE", "/faults")


def test_no_format_is_left_out(new_repository):
    """Every option that writes a report, as the help has it, is read above."""
    repository = new_repository({})
    listed = repository.run("--help").out.partition("Commands:")[2].partition("Exit codes")[0]
    commands = re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)
    assert "drift" in commands
    for command in commands:
        told = repository.run(command, "--help").out
        options = set(re.findall(r"(--[a-z-]+) \[FILE\]|(--prometheus) FILE", told))
        assert {option for pair in options for option in pair if option} <= set(READERS), told
