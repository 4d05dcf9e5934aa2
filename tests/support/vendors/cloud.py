"""What the module of a cloud says about it, so that a test is written once and runs on each."""

import dataclasses

from sim import Simulator

# What a cloud may be unable to do: the keys of `cannot`. A test that needs one is skipped there, with the reason given.
CAPABILITIES = {
    "has_interfaces": "there are virtual interfaces, with sessions",
    "orders_connections": "a connection is made by its create, not adopted",
    "replaces_interfaces": "some change of an interface makes a new one",
    "moves_interfaces": "an interface comes to another port or VLAN by a change in place",
    "replaces_sessions": "a session cannot be changed in place",
    "has_keyless_sessions": "a BGP session may have no key",
    "refuses_keys": "what a BGP key may hold is documented, so that a wrong one is refused when planning",
    "keeps_last_session": "the last session of an interface is not deleted",
    "tells_accounts": "the cloud says whose credentials are",
    "tells_declined_offers": "an interface that another account refused is still there",
}


@dataclasses.dataclass(frozen=True)
class ToldLimit:
    row: str  # its id
    counts: str  # what it is about: "connection", "virtual_interface"
    usual: int
    low: int  # a number below, at which the cloud is asked
    quota: str  # of the simulator
    operation: str  # that tells it
    says: str  # whose number it is, in a refusal
    endpoint: str = ""  # the variable of the shell with the endpoint that is asked; empty: the cloud's own


class SimulatedCloud:
    """One simulated cloud. `seed`, `edit` and `remove` are what other people do, behind the back of what is tested."""

    # Every cloud says these.
    name = ""
    region = ""
    secret = ""  # of the simulated account: must show nowhere
    connection_id = ""  # what an id of a connection looks like
    # How one is somebody, beside the keys of the shell or in their place: variables, in which TOKEN stands for a secret, FILE for a
    # file with it, HERE for whoever answers for a service of this machine, AWAY for the endpoint. One is called "session".
    identities = {}
    list_of_connections = ()  # what an answer with connections begins and ends with, around its elements; the member of their id
    without_questions = {}  # variables of the shell without which something is asked before the first list
    another_shell = {}  # of the shell, with the credentials of another account
    tells_account = ""  # the operation that says whose credentials are
    account_ids = ()  # of the simulated account
    reads = ()  # how the names of operations begin that change nothing
    cannot = {}  # capability → why not
    ended = ("", ())  # the member of a state, and words of it that an object does not leave by itself
    declined = ("", ())  # likewise, of an offered object that the account it is for has refused
    accepted = {}  # members of an offered interface once that account took it, with what it gave it
    hosted = ("", "")  # what the control address calls a connection that a partner offers; the member of its name
    hosted_to_come = {}  # members of one that is still to come and says its VLAN; none: the cloud says none
    owner_field = ("", "", "")  # the member of the vendor's object that says whom an interface is for; ourselves, another
    waiting = ("", ())  # likewise, of interfaces that carry nothing until somebody does something
    gone = ()  # states of objects that are on their way out
    letter = ""  # what an order that was just made has of a letter of authorization: "document", or why there is none
    # Kind → what stands before an id in the cloud's own names of resources, with {region}; none: it has no such names.
    resource_names = {}
    create_interface = ""  # the operation that makes an interface
    create_session = ""  # the operation that makes a session of an interface that exists
    odd = ()  # members of an interface with values that somebody may set and that break a rule here
    # Calls of the vendor's own Terraform provider for 40 of what bench/calls.py makes, against the same simulator; empty: it
    # was not tried.
    calls_of_its_own_provider = {}
    # A limit over several objects that the cloud tells of the account, as ToldLimit (below); None: it tells none.
    told_limit = None
    interface_id = ""  # the member of an interface that holds its id
    moves_by = "port"  # what of `interface_place` changes in place: the port, or the VLAN
    interface_place = ("", "")  # the members of an interface that hold its connection and its VLAN
    delete_session = ""  # the operation that deletes a session
    session_key = ""  # the member of a session that holds its key

    elsewhere = ("", "", "")  # another region; in the HCL of a port: its location, and what to write instead for that region
    replaces_port = ("", "")  # in the HCL of a port: what to write instead, so that another must be ordered

    def __init__(self, flags=(), simulator=None):
        """Starts a simulator with these flags, or looks at this cloud of one that runs."""
        self.sim = simulator.of(self.name) if simulator else Simulator(*flags, cloud=self.name).start()
        self.seed, self.edit, self.remove = self.sim.create, self.sim.edit, self.sim.remove
        self.calls, self.reset_calls, self.fault = self.sim.calls, self.sim.reset_calls, self.sim.fault
        self.ports_made = {}

    def stop(self):
        self.sim.stop()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.stop()

    def objects(self):
        return self.sim.objects()

    def environment(self):
        return self.shell(self.sim.addresses[self.name])

    def changes(self):
        """Operation to number, of the calls that change something."""
        return {op: n for op, n in self.calls().items() if not self.changes_nothing(op)}

    @classmethod
    def changes_nothing(cls, operation):
        return operation.rpartition(":")[2].startswith(cls.reads)

    @classmethod
    def why_not(cls, capability):
        """Why this cloud cannot do that, or None."""
        assert capability in CAPABILITIES, capability
        return cls.cannot.get(capability)

    # What a cloud says of itself, beside the names above.

    @staticmethod
    def shell(url):
        """What a person would have in the shell to work with the cloud at `url`."""
        raise NotImplementedError

    def port(self, name):
        """HCL of a connection named so, and the expression of its id. A cloud that cannot order one has it made beforehand:
        then there is no HCL."""
        raise NotImplementedError

    def interface(self, name, port, vlan=125, asn="65000", more=""):
        """HCL of an interface with a session; `port` is an expression."""
        raise NotImplementedError

    def offered(self, name, port):
        """HCL of an interface that is offered to another account."""
        raise NotImplementedError

    def replaced(self, port, spare, vlan):
        """(port, vlan) of an interface that replaces one on `port` with `vlan`; `spare` is another port."""
        raise NotImplementedError

    def second_session(self, interface, more=""):
        """HCL of the session `six` of the other address family."""
        raise NotImplementedError

    def further_sessions(self, interface):
        """HCL of as many sorts of further sessions as an interface takes: their names by it."""
        return self.second_session(interface)

    def interfaces(self):
        """The interfaces that are there, as the cloud tells them."""
        raise NotImplementedError

    def sessions(self, interface_id):
        """The sessions of an interface that are there, by address family."""
        raise NotImplementedError

    def session_id(self, interface_id, family):
        raise NotImplementedError

    def key_holder(self, interface_id, family):
        """The id of what holds the key of a session: itself, or its group."""
        return self.session_id(interface_id, family)

    def router_answers(self, interface_id, up):
        """Takes all sessions of an interface up or down, as the cloud tells it."""
        raise NotImplementedError

    def move(self, interface_id, port, vlan):
        """Somebody moves an interface; `port` is an id."""
        self.edit(interface_id, **dict(zip(self.interface_place, (port, vlan), strict=True)))

    def rename(self, interface_id, name):
        """Somebody renames an interface."""
        raise NotImplementedError

    def name_another(self, name):
        """Somebody makes a connection named so."""
        raise NotImplementedError

    def name_gateway(self, name, tags):
        """Somebody makes a gateway named so, with tags; its id."""
        raise NotImplementedError

    def name_tags(self, object_id, tags):
        """Somebody gives an object tags, where a simulator lets them."""
        raise NotImplementedError

    def link(self):
        """Its entry in the `clouds` of examples/three-clouds."""
        raise NotImplementedError

    def many(self, most):
        """(settings of the provider, HCL with COUNT in it) for measuring, with quotas raised to `most`."""
        raise NotImplementedError

    def many_on_top(self):
        """HCL with COUNT in it for what stands on the objects of `many`; empty where that is all."""
        return ""

    def many_sessions(self):
        """The same down to sessions, where `many_on_top` does not go so far."""
        return self.many_on_top()

    def may_end(self):
        """Ids of the objects that have the words of `ended`."""
        return self.interface_ids()

    def interface_ids(self):
        return [interface[self.interface_id] for interface in self.interfaces()]

    @classmethod
    def lacking(cls):
        """The names above that a derived class does not say, sorted."""
        names = [*ALWAYS, *(WITH_INTERFACES if "has_interfaces" not in cls.cannot else ())]
        unknown = [f"`{name}` in CAPABILITIES" for name in cls.cannot if name not in CAPABILITIES]
        return sorted([name for name in names if getattr(cls, name) == getattr(SimulatedCloud, name)] + unknown)


# What every cloud says, and what one with interfaces says beside.
ALWAYS = ("name", "region", "secret", "reads", "shell", "port")
WITH_INTERFACES = ("create_interface", "create_session", "delete_session", "interface_id", "interface_place", "session_key", "interface", "replaced", "second_session",
                   "interfaces", "sessions", "session_id", "router_answers", "rename", "link", "many", "name_gateway")
