"""No class keeps a reference to a parameter that may be a temporary.

A constructor that takes a `const T&` is given temporaries without a word, and a member that is a reference to it refers to
nothing a statement later. Such a class holds a value, or takes what it refers to as a pointer or as
`std::reference_wrapper<const T>`, which a temporary does not become. An aggregate of references, which lives for one
statement, may be."""

import re

from test_tree import SOURCES, relative

# Classes from before the rule, by name. The list only shrinks.
BEFORE = set("""
    Advancing Applying AuditTable FakeAdapter Findings HclWriter
    Ledger LedgerContents Maker MarkTable Matching Objects QuotaCheck Reader Report
    RetryState RoleChain Running ScalarCheck Sections Session Simulating Slot Sources
    StateReader TableCheck VendorTables Vocabulary Wishing YamlWriter
""".split())

CLASS = re.compile(r"^( *)(?:class|struct) (?:\[\[\w+\]\] )?(\w+)[^;{()]*\{\n(.*?)\n\1\};", re.MULTILINE | re.DOTALL)


def keepers(text):
    """The names of the classes in a formatted file that keep a reference to a `const T&` of a constructor of theirs."""
    text = re.sub(r'//[^\n]*|"(?:\\.|[^"\\\n])*"', "", text)
    found = []
    for indent, name, body in CLASS.findall(text):
        kept = set(re.findall(rf"^{indent}  const ([^;(){{}}=]+)& \w+;", body, re.MULTILINE))
        taken = set()
        for parameters in re.findall(rf"^{indent} +(?:explicit )?{name}\(([^)]*)\)", body, re.MULTILINE):
            taken |= {kind.strip() for kind in re.findall(r"const ([^&]+?)&(?!&)", re.sub(r"\s+", " ", parameters))}
        if kept & taken:
            found.append(name)
    return found


def all_keepers():
    return [(relative(path), name) for path in SOURCES for name in keepers(path.read_text())]


def test_no_class_keeps_a_reference_to_what_may_be_a_temporary():
    wrong = [f"{path}: {name}" for path, name in all_keepers() if name not in BEFORE]
    assert not wrong, "\n".join(wrong)


def test_the_list_of_old_keepers_only_shrinks():
    gone = BEFORE - {name for _, name in all_keepers()}
    assert not gone, f"take these out of BEFORE: {sorted(gone)}"


def test_the_rule_sees_what_it_is_for():
    keeps = "class InPlace {\n public:\n  InPlace(int a, const Value& prior)\n      : prior_(prior) {}\n\n private:\n  const Value& prior_;\n};\n"
    assert keepers(keeps) == ["InPlace"]
    assert keepers(keeps.replace("const Value& prior_", "const Value prior_")) == []
    assert keepers(keeps.replace("const Value& prior)", "std::reference_wrapper<const Value> prior)")) == []
    assert keepers("struct Sides {\n  const Value& prior;\n};\n") == []
