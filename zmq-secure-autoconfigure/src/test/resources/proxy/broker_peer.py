#!/usr/bin/python3
"""A peer of a broker that runs libzmq. Prints one line when it is done, or for each message."""

import os
import signal
import sys

import zmq


def connect(kind, endpoint, public, secret, server):
    socket = zmq.Context.instance().socket(kind)
    socket.linger = 5000
    socket.curve_publickey = public.encode()
    socket.curve_secretkey = secret.encode()
    socket.curve_serverkey = server.encode()
    socket.connect(endpoint)
    return socket


def ask(socket, count):
    """Ask so many times, each time in two frames, and expect the reply to be 'reply' and the request."""
    for i in range(int(count)):
        request = [str(i).encode(), os.urandom(i)]
        socket.send_multipart(request)
        assert socket.recv_multipart() == [b"reply", *request]
    print("done", flush=True)


def work(socket, limit="0"):
    """Reply with 'reply' and the request, for ever or so many times."""
    print("ready", flush=True)
    done = 0
    while True:
        socket.send_multipart([b"reply", *socket.recv_multipart()])
        done += 1
        if done == int(limit):
            os.kill(os.getpid(), signal.SIGKILL)


def push(socket, count):
    for i in range(int(count)):
        socket.send_multipart([str(i).encode(), os.urandom(100)])
    print("done", flush=True)
    socket.close()
    zmq.Context.instance().term()  # Python does not, and would end before all is sent.


def pull(socket, count):
    received = [int(socket.recv_multipart()[0]) for _ in range(int(count))]
    print("in order" if received == list(range(int(count))) else received, flush=True)


def publish(socket):
    print("ready", flush=True)
    i = 0
    while True:
        socket.send_multipart([b"EURUSD", str(i).encode()])
        socket.send_multipart([b"USDJPY", str(i).encode()])
        i += 1
        signal.sigtimedwait([], 0.01)


def subscribe(socket, topic, count):
    socket.subscribe(topic)
    received = [socket.recv_multipart() for _ in range(int(count))]
    numbers = [int(each[1]) for each in received]
    whole = numbers == list(range(numbers[0], numbers[0] + int(count)))
    print("whole" if whole and {each[0] for each in received} == {b"EURUSD"} else received, flush=True)


KINDS = {"ask": zmq.REQ, "work": zmq.REP, "push": zmq.PUSH, "pull": zmq.PULL, "publish": zmq.PUB, "subscribe": zmq.SUB}

signal.alarm(60)
command, *keys = sys.argv[1:6]
globals()[command](connect(KINDS[command], *keys), *sys.argv[6:])
