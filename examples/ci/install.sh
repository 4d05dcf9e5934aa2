#!/bin/sh
# Installs a release where a job runs, in seconds: each program is one file for every Linux (Ubuntu, Debian, Alpine), for amd64 and
# arm64. Wants a POSIX shell, tar, sha256sum, and curl or wget.
#
# Usage: INTERCONNECT_RELEASES=WHERE install.sh VERSION [interconnect] [provider]
#
#   interconnect  the command line, into $PREFIX/bin (what is installed if nothing is named)
#   provider      the Terraform provider, into $PREFIX/share/terraform/plugins: for /usr/local, and for ~/.local of whoever runs
#                 Terraform, `terraform init` finds it there without any CLI configuration
#
#   INTERCONNECT_RELEASES     an address or a folder with the files that script/release made; VERSION in it is replaced
#   PREFIX                    default: ~/.local
#   INTERCONNECT_SUMS_SHA256  the SHA-256 of the release's SHA256SUMS, kept beside this script: nothing else is installed then
#   INTERCONNECT_KEY          a file with the public key of who makes releases: the signature is verified with gpg
#
# What is downloaded is held against SHA256SUMS in any case.
set -eu
version=${1:?'install.sh wants a version, such as 1.0.0'}
shift
[ $# -gt 0 ] || set -- interconnect
releases=$(printf '%s' "${INTERCONNECT_RELEASES:?'where are the releases?'}" | sed "s/VERSION/$version/g")
prefix=${PREFIX:-$HOME/.local}
sums=terraform-provider-interconnect_${version}_SHA256SUMS
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "install.sh: $*" >&2
  exit 1
}
case $(uname -m) in
  x86_64) platform=linux_amd64 ;;
  aarch64) platform=linux_arm64 ;;
  *) fail "there is no release for $(uname -m)" ;;
esac

get() { # <file of the release>
  case $releases in
    http*://*) if command -v curl >/dev/null; then curl -fsSL --retry 3 -o "$work/$1" "$releases/$1"; else wget -q -O "$work/$1" "$releases/$1"; fi ;;
    *) cp "$releases/$1" "$work/$1" ;;
  esac || fail "$releases/$1 could not be had"
}
verified() { # <file of the release>: downloads it, and holds it against the sums
  get "$1"
  grep "  $1\$" "$work/$sums" >"$work/sum" || fail "$sums does not name $1"
  (cd "$work" && sha256sum -c sum >/dev/null) || fail "$1 is not what $sums says"
}

get "$sums"
if [ -n "${INTERCONNECT_SUMS_SHA256:-}" ]; then
  [ "$(sha256sum <"$work/$sums")" = "$INTERCONNECT_SUMS_SHA256  -" ] || fail "$sums is not the one that INTERCONNECT_SUMS_SHA256 names"
fi
if [ -n "${INTERCONNECT_KEY:-}" ]; then
  get "$sums.sig"
  mkdir -m 700 "$work/keys"
  gpg --homedir "$work/keys" --batch --quiet --import "$INTERCONNECT_KEY"
  gpg --homedir "$work/keys" --batch --quiet --trust-model always --verify "$work/$sums.sig" "$work/$sums" || fail "$sums is not signed with that key"
fi

for part in "$@"; do
  case $part in
    interconnect)
      name=interconnect_${version}_$platform
      verified "$name.tar.gz"
      tar -xzf "$work/$name.tar.gz" -C "$work" "$name/interconnect"
      mkdir -p "$prefix/bin"
      mv "$work/$name/interconnect" "$prefix/bin/interconnect"
      "$prefix/bin/interconnect" --version | head -1 ;;
    provider)
      name=terraform-provider-interconnect_${version}_$platform.zip
      verified "$name"
      for registry in registry.terraform.io registry.opentofu.org; do
        mkdir -p "$prefix/share/terraform/plugins/$registry/multicloud/interconnect"
        cp "$work/$name" "$prefix/share/terraform/plugins/$registry/multicloud/interconnect/"
      done
      echo "$name" ;;
    *) fail "there is no '$part' to install: interconnect, provider" ;;
  esac
done
