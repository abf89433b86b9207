#!/usr/bin/python3
"""A libzmq peer for the tests of the programming model. Prints 'ready' once it runs; ends when its input is closed."""

import hashlib
import sys
import threading

import zmq


def secure(socket, role, own_public, own_secret, server_public):
    socket.linger = 0
    socket.curve_publickey = own_public.encode()
    socket.curve_secretkey = own_secret.encode()
    if role == "bind":
        socket.curve_server = True
    else:
        socket.curve_serverkey = server_public.encode()


def payload(size):
    return bytes(i * 31 % 251 for i in range(size)) if size < 100000 else (bytes(range(250)) * (size // 250 + 1))[:size]


def echo(socket):
    """REP, DEALER or ROUTER that returns each message as it came."""
    while True:
        socket.send_multipart(socket.recv_multipart())


def ask(socket, sizes, envelope):
    """REQ or DEALER that asks with several sizes and checks that the same comes back."""
    for size in sizes:
        data = payload(size)
        socket.send_multipart(envelope + [data])
        reply = socket.recv_multipart()
        if reply != envelope + [data]:
            print("wrong", size, [len(frame) for frame in reply], flush=True)
            return
    print("done", flush=True)


def push(socket, sizes, prefix):
    for size in sizes:
        socket.send_multipart(prefix + [payload(size)])
    print("done", flush=True)


def digest(socket, count):
    """PULL or SUB that prints how many frames each message has and what is in them."""
    for _ in range(count):
        frames = socket.recv_multipart()
        print(len(frames), hashlib.sha256(b"|".join(frames)).hexdigest(), flush=True)


def show(socket, count):
    """PULL or SUB that prints the frames of each message."""
    for _ in range(count):
        print("|".join(frame.decode() for frame in socket.recv_multipart()), flush=True)


def main():
    kind, task, role, endpoint, public, secret, server = sys.argv[1:8]
    sizes = [int(size) for size in sys.argv[8].split(",")] if len(sys.argv) > 8 else []
    context = zmq.Context()
    socket = context.socket(getattr(zmq, kind.upper()))
    secure(socket, role, public, secret, server)
    if kind == "sub":
        socket.subscribe(b"EUR")
    socket.bind(endpoint) if role == "bind" else socket.connect(endpoint)
    print("ready", flush=True)
    work = {"echo": lambda: echo(socket), "ask": lambda: ask(socket, sizes, []),
            "ask-delimited": lambda: ask(socket, sizes, [b""]), "push": lambda: push(socket, sizes, []),
            "push-multipart": lambda: push(socket, sizes, [b"head", b"", b"tail"]),
            "publish": lambda: publish(socket, sizes), "digest": lambda: digest(socket, sizes[0]),
            "print": lambda: show(socket, sizes[0])}[task]
    threading.Thread(target=work, daemon=True).start()
    sys.stdin.read()


def publish(socket, sizes):
    threading.Event().wait(0.2)
    while True:
        for size in sizes:
            socket.send_multipart([b"EURUSD", payload(size)])
        threading.Event().wait(0.1)


main()
