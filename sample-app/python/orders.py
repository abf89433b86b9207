#!/usr/bin/env python3
"""Sends orders to the sample's order service. Needs pyzmq (Debian: python3-zmq).

    orders.py KEY_SECRET SERVER_KEY [ENDPOINT] [COUNT]

KEY_SECRET   certificate file with the key pair of this client, such as keys/python.key_secret
SERVER_KEY   public key of the order service: a certificate file, or 40 characters of Z85
"""
import json
import os
import sys

import zmq
import zmq.auth


def main(key_secret, server_key, endpoint="tcp://127.0.0.1:5555", count="1"):
    context = zmq.Context()
    socket = context.socket(zmq.REQ)
    socket.curve_publickey, socket.curve_secretkey = zmq.auth.load_certificate(key_secret)
    socket.curve_serverkey = zmq.auth.load_certificate(server_key)[0] if os.path.exists(server_key) else server_key.encode()
    socket.linger = 0
    socket.rcvtimeo = 10_000
    socket.connect(endpoint)
    try:
        for number in range(1, int(count) + 1):
            socket.send_json({"id": number, "item": "snake oil", "quantity": 1})
            print(json.dumps(socket.recv_json()), flush=True)
    except zmq.Again:
        sys.exit("No answer within 10 seconds: is the key listed, and is the server key right?")
    finally:
        context.destroy()


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
