#!/usr/bin/python3
"""A peer that runs libzmq. Prints one JSON object a line; ends by itself, or when its input is closed."""

import argparse
import json
import os
import signal
import sys
import threading

import zmq
from zmq.utils.monitor import recv_monitor_message

ZAP = "inproc://zeromq.zap.01"
FAILED = (zmq.EVENT_DISCONNECTED, zmq.EVENT_HANDSHAKE_FAILED_AUTH, zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL,
          zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL)


def show(**line):
    print(json.dumps(line), flush=True)


def await_end_of_input():
    """Return a descriptor that is readable once the input is closed."""
    return sys.stdin.fileno()


def secure(socket, options):
    if options.mechanism == "curve":
        socket.curve_publickey = options.public.encode()
        socket.curve_secretkey = options.secret.encode()
        if options.command == "server":
            socket.curve_server = True
        else:
            socket.curve_serverkey = options.server.encode()
    elif options.mechanism == "plain":
        socket.plain_username = b"admin"
        socket.plain_password = b"secret"


def open_client(context, options):
    socket = context.socket(getattr(zmq, options.type.upper()))
    socket.linger = 0
    socket.reconnect_ivl = options.reconnect
    if options.heartbeat:
        socket.heartbeat_ivl = options.heartbeat
        socket.heartbeat_timeout = 10000
    if options.identity:
        socket.identity = options.identity.encode()
    secure(socket, options)
    monitor = socket.get_monitor_socket()
    socket.connect(options.endpoint)
    return socket, monitor


def echo(context, options):
    """Send messages of the given sizes, each in the given number of frames, and expect each back."""
    socket, _ = open_client(context, options)
    socket.rcvtimeo = options.timeout
    for size in [int(each) for each in options.sizes.split(",")]:
        sent = [os.urandom(size) for _ in range(options.frames)]
        socket.send_multipart(sent)
        show(size=size, echoed=socket.recv_multipart() == sent)


def knock(context, options):
    """Connect, send, and report how many TCP connections were made until the first failed for good."""
    socket, monitor = open_client(context, options)
    try:
        socket.send(b"let me in", zmq.DONTWAIT)
    except zmq.Again:
        pass  # Refused already, and libzmq does not connect again.
    connected, failed = 0, []
    while monitor.poll(options.timeout):
        event = recv_monitor_message(monitor)
        if event["event"] == zmq.EVENT_CONNECTED:
            connected += 1
        elif event["event"] in FAILED:
            failed.append(event["event"].name if hasattr(event["event"], "name") else str(event["event"]))
            if event["event"] == zmq.EVENT_DISCONNECTED or options.reconnect < 0:
                break
    show(connected=connected, failed=failed, received=socket.poll(0) != 0)


def insist(context, options):
    """Keep connecting and sending until the input is closed and the next pause begins; report how many connections were made."""
    socket, monitor = open_client(context, options)
    poller = zmq.Poller()
    poller.register(await_end_of_input(), zmq.POLLIN)
    poller.register(monitor, zmq.POLLIN)
    connected, sent, received, over, pausing = 0, 0, 0, False, False
    show(ready=True)
    while not (over and pausing):
        if sys.stdin.fileno() in dict(poller.poll(20)):
            poller.unregister(sys.stdin.fileno())
            over, pausing = True, False
        while monitor.poll(0):
            event = recv_monitor_message(monitor)["event"]
            connected += event == zmq.EVENT_CONNECTED
            pausing = event == zmq.EVENT_CONNECT_RETRIED
        try:
            socket.send(b"let me in", zmq.DONTWAIT)
            sent += 1
        except zmq.Again:
            pass
        received += socket.poll(0) != 0
    show(connected=connected, sent=sent, received=received)


def authenticate(socket, allowed):
    """Serve ZAP: let in the clients with one of the given public keys."""
    from zmq.utils import z85
    while True:
        try:
            request = socket.recv_multipart()
            fine = request[5] == b"CURVE" and z85.encode(request[6]).decode() in allowed
            status = [b"200", b"OK"] if fine else [b"400", b"No access"]
            socket.send_multipart([b"1.0", request[1], *status, b"", b""])
        except zmq.ContextTerminated:
            socket.close()
            return


def server(context, options):
    """Echo messages until the input is closed."""
    if options.mechanism == "curve":
        # Without a handler libzmq lets everybody in.
        zap = context.socket(zmq.REP)
        zap.linger = 0
        zap.bind(ZAP)
        threading.Thread(target=authenticate, args=(zap, options.allow), daemon=True).start()
    socket = context.socket(zmq.ROUTER)
    socket.linger = 0
    secure(socket, options)
    socket.zap_domain = b"test"
    socket.bind(options.endpoint)
    show(endpoint=socket.last_endpoint.decode().rstrip("\0"))
    poller = zmq.Poller()
    poller.register(await_end_of_input(), zmq.POLLIN)
    poller.register(socket, zmq.POLLIN)
    echoed = 0
    while sys.stdin.fileno() not in (ready := dict(poller.poll())):
        if socket in ready:
            socket.send_multipart(socket.recv_multipart())
            echoed += 1
    show(echoed=echoed)


def subscribe(context, options):
    """Subscribe to a topic, and report how many messages came up to one whose last frame is "end"."""
    socket, _ = open_client(context, options)
    socket.rcvhwm = 10
    socket.rcvtimeo = options.timeout
    socket.subscribe(options.topic.encode())
    socket.recv_multipart()
    show(subscribed=True)
    received = 1
    while socket.recv_multipart()[-1] != b"end":
        received += 1
    show(received=received + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    commands = {each.__name__: each for each in (echo, knock, insist, server, subscribe)}
    parser.add_argument("command", choices=commands)
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--type", default="dealer")
    parser.add_argument("--topic", default="")
    parser.add_argument("--mechanism", default="curve")
    parser.add_argument("--identity")
    parser.add_argument("--public")
    parser.add_argument("--secret")
    parser.add_argument("--server")
    parser.add_argument("--allow", action="append", default=[])
    parser.add_argument("--sizes", default="5")
    parser.add_argument("--frames", type=int, default=1)
    parser.add_argument("--reconnect", type=int, default=-1)
    parser.add_argument("--heartbeat", type=int, default=0)
    parser.add_argument("--timeout", type=int, default=20000)
    options = parser.parse_args()
    signal.alarm(60)
    context = zmq.Context()
    commands[options.command](context, options)
    os._exit(0)


main()
