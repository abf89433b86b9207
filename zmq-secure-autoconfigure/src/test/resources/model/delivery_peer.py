#!/usr/bin/python3
"""A libzmq peer of the delivery model. Reads commands "SENDER FIRST COUNT"; prints what arrives; ends with its input."""

import sys

import zmq


def whole(frames):
    first = frames[0].decode()
    for i, frame in enumerate(frames[1:], 1):
        if not frame.decode().startswith("%s~%d/%d" % (first, i, len(frames) - 1)):
            print("problem frames of several messages: %r" % frames[:3], flush=True)
    return first


def main():
    kind, endpoint, public, secret, server = sys.argv[1:6]
    context = zmq.Context()
    socket = context.socket(getattr(zmq, kind.upper()))
    socket.linger = 0
    socket.rcvtimeo = 2000
    socket.sndtimeo = 2000
    socket.reconnect_ivl = 20
    socket.curve_publickey, socket.curve_secretkey = public.encode(), secret.encode()
    socket.curve_serverkey = server.encode()
    if kind == "sub":
        socket.subscribe(b"")
    if kind == "req":
        socket.setsockopt(zmq.REQ_RELAXED, 1)
        socket.setsockopt(zmq.REQ_CORRELATE, 1)
    socket.connect(endpoint)
    poller = zmq.Poller()
    poller.register(sys.stdin, zmq.POLLIN)
    if kind in ("pull", "sub"):
        poller.register(socket, zmq.POLLIN)
    while True:
        for each, _ in poller.poll():
            if each is socket:
                print(whole(socket.recv_multipart()), flush=True)
                continue
            line = sys.stdin.readline()
            if not line:
                return
            sender, first, count = line.split()
            for number in range(int(first), int(first) + int(count)):
                text = "%s#%d" % (sender, number)
                try:
                    if kind == "push":
                        socket.send_multipart([text.encode(), (text + "~1/1").encode()])
                    elif kind == "req":
                        socket.send(text.encode())
                        answer = socket.recv()
                        if answer and answer != b"answer to " + text.encode():
                            print("problem %s was answered %r" % (text, answer), flush=True)
                        print("answered", text, flush=True)
                except zmq.Again:
                    continue


main()
