"""Looks for a secret in everything that a run leaves behind."""

import zipfile


def places_of(ws, word):
    """Where in the workspace `word` stands; plan files are archives."""
    found = ws.files_with(word)
    for path in ws.folder.rglob("*"):
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                found += [f"{path.name}:{name}" for name in archive.namelist()
                          if not name.endswith(".tf") and word.encode() in archive.read(name)]
    return found


def run_all(ws, **variables):
    """plan, apply, plan, show, with everything logged; returns all that was said."""
    log = ws.folder / "trace.log"
    ws.environment |= {"TF_LOG": "trace", "TF_LOG_PATH": str(log)} | {f"TF_VAR_{k}": v for k, v in variables.items()}
    said = []
    for command in (("plan", "-out=tfplan"), ("apply", "tfplan"), ("plan",), ("show",), ("show", "-json", "tfplan"),
                    ("state", "pull"), ("output",)):
        result = ws.run(*command)
        assert result.code == 0, f"{command}: {result.out}{result.err}"
        said.append(result.out + result.err)
    assert "provider.terraform-provider-interconnect" in log.read_text(), "the log must be the provider's too"
    return "\n".join(said)
