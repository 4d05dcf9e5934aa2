"""Folders from which `terraform init` installs the provider, as docs/install.md says: a filesystem mirror, in the layout that is not packed."""

import pathlib

import terraform

NAME = "terraform-provider-interconnect"
REGISTRY = "registry.terraform.io"


class Mirror:
    """`versions` of the provider under test: for Terraform a version is what the mirror calls it."""

    def __init__(self, folder, *versions):
        self.folder = pathlib.Path(folder)
        for version in versions:
            self.add(version)

    def add(self, version, architecture="amd64"):
        """The program under test, or for another architecture something in its place that nobody starts."""
        folder = self.folder / REGISTRY / terraform.SOURCE / version / f"linux_{architecture}"
        folder.mkdir(parents=True)
        program = folder / f"{NAME}_v{version}"
        if architecture == "amd64":
            program.symlink_to(terraform.bin_dir() / NAME)
        else:
            program.write_text(f"in place of {architecture} {version}\n")

    def settings(self):
        """The CLI configuration that names it, and nothing else."""
        return 'provider_installation {\n  filesystem_mirror { path = "%s" }\n}\n' % self.folder


def required(constraint):
    """What a configuration says of the version it wants."""
    return ('terraform {\n  required_providers {\n    interconnect = { source = "%s", version = "%s" }\n  }\n}\n' % (terraform.SOURCE, constraint))
