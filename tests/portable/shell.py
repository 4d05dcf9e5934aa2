"""What a person on such a machine has in the shell, and the configuration that the command line is run on."""

import network as around
import vendors

FIRST = vendors.NAMES[0]
PLACES = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
          "/etc/pki/tls/cacert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem"]


def keys(port=None, names=vendors.NAMES):
    """Each cloud's keys and its address: https://NAME.clouds.test, of the TLS server itself if a port is given."""
    shell = {}
    for name in names:
        shell |= vendors.CLOUDS[name].shell(f"https://{name}.{around.DOMAIN}{f':{port}' if port else ''}")
    return shell


def proxied(network, host="127.0.0.1", **more):
    return keys(**more) | {"HTTPS_PROXY": f"http://{host}:{network.proxy_port}"}


def configure(machine):
    """One connection, of the first cloud: its plan asks the cloud what there is."""
    machine.write("/home/interconnect.yaml", f"""
clouds: {{{FIRST}: {{region: {vendors.CLOUDS[FIRST].region}}}}}
connection:
  dc1: {{cloud: {FIRST}, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}}
""")


def looks(machine, env, expect=2):
    """Plans; exit 2 says that there is something to do, and that the cloud was asked."""
    return machine.run("/bin/interconnect", "plan", env=env, expect=expect)


def applies(machine, env):
    """From a first plan to one with nothing to do: the port is ordered, over TLS."""
    looks(machine, env)
    machine.run("/bin/interconnect", "apply", "--yes", env=env)
    looks(machine, env, expect=0)


def trust(machine, authority):
    """Behind what the machine trusts, as whoever has an authority of their own does."""
    bundle = machine.path / PLACES[0].lstrip("/")
    machine.write(PLACES[0], (bundle.read_text() if bundle.exists() else "") + authority.certificates)
