"""A VLAN subinterface where the kernel has no VLANs: a TAP named like one, and real 802.1Q tags on the port.

Usage: tagging.py PORT NAME VLAN. Runs in the port's network namespace until it is killed. Says `ready` once the interface is there.
Frames with another tag, or none, are dropped.
"""

import contextlib
import fcntl
import os
import pathlib
import select
import socket
import struct
import sys

TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000
ETH_P_ALL, SOL_PACKET, PACKET_AUXDATA, PACKET_OUTGOING = 3, 263, 8, 4
TP_STATUS_VLAN_VALID = 1 << 4
TAG = b"\x81\x00"


def open_tap(name):
    device = pathlib.Path("/dev/net/tun")
    if not device.exists():
        device.parent.mkdir(exist_ok=True)
        os.mknod(device, 0o600 | 0o020000, os.makedev(10, 200))
    tap = os.open(device, os.O_RDWR)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH14x", name.encode(), IFF_TAP | IFF_NO_PI))
    return tap


def open_port(port):
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    wire.bind((port, 0))
    wire.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    return wire


def receive(wire):
    """(VLAN or None, the frame without its tag); (None, None) for what this machine itself sent."""
    frame, extras, _, sender = wire.recvmsg(65535, socket.CMSG_SPACE(20))
    if sender[2] == PACKET_OUTGOING:
        return None, None
    if frame[12:14] == TAG:
        return struct.unpack("!H", frame[14:16])[0] & 0xFFF, frame[:12] + frame[16:]
    for level, kind, data in extras:  # the kernel has taken the tag out of the frame
        if level == SOL_PACKET and kind == PACKET_AUXDATA:
            status, _, _, _, _, tci = struct.unpack_from("=IIIHHH", data)
            if status & TP_STATUS_VLAN_VALID:
                return tci & 0xFFF, frame
    return None, frame


def main():
    port, name, vlan = sys.argv[1], sys.argv[2], int(sys.argv[3])
    tap, wire = open_tap(name), open_port(port)
    print("ready", flush=True)
    while True:
        for source in select.select([tap, wire], [], [])[0]:
            if source is wire:
                tag, frame = receive(wire)
                if frame is not None and tag == vlan:
                    with contextlib.suppress(OSError):  # not up yet: lost, as on every port that is down
                        os.write(tap, frame)
            else:
                frame = os.read(tap, 65535)
                wire.send(frame[:12] + TAG + struct.pack("!H", vlan) + frame[12:])


if __name__ == "__main__":
    main()
