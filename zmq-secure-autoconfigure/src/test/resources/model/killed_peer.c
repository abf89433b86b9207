/*
 * A peer in C that goes on until it is killed. It notes on its standard output what it did, one number of 8 bytes
 * at a time, with write(2): what was written survives SIGKILL.
 *
 *   pull  connects, and notes each message that it received
 *   push  connects, and notes each message that it sent: FIRST, FIRST + 1 and so on, COUNT of them
 *   rep   binds, and notes each request before it replies to it with the same
 *   work  is the same, and connects
 *   req   connects, notes each request before it asks, and the negative of its number when the reply has come
 */
#include <endian.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zmq.h>

static void *zmq;

static void check(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "%s: %s\n", what, zmq_strerror(zmq_errno()));
		exit(1);
	}
}

static void note(int64_t number)
{
	uint64_t bytes = htobe64((uint64_t) number);

	check(write(1, &bytes, sizeof bytes) == sizeof bytes, "write");
}

static void send_number(int64_t number)
{
	char text[24];
	int size = snprintf(text, sizeof text, "%lld", (long long) number);

	check(zmq_send(zmq, text, size, 0) == size, "send");
}

static int64_t receive_number(void)
{
	char text[24];
	int size = zmq_recv(zmq, text, sizeof text - 1, 0);

	check(size > 0 && size < (int) sizeof text, "receive");
	text[size] = 0;
	return strtoll(text, NULL, 10);
}

int main(int argc, char **argv)
{
	int64_t first, count, number;
	int type, one = 1;

	check(argc == 8, "usage: killed_peer KIND ENDPOINT PUBLIC SECRET SERVER FIRST COUNT");
	type = !strcmp(argv[1], "pull") ? ZMQ_PULL : !strcmp(argv[1], "push") ? ZMQ_PUSH
		: !strcmp(argv[1], "req") ? ZMQ_REQ : ZMQ_REP;
	first = strtoll(argv[6], NULL, 10);
	count = strtoll(argv[7], NULL, 10);
	zmq = zmq_socket(zmq_ctx_new(), type);
	check(zmq_setsockopt(zmq, ZMQ_CURVE_PUBLICKEY, argv[3], 41) == 0, "public key");
	check(zmq_setsockopt(zmq, ZMQ_CURVE_SECRETKEY, argv[4], 41) == 0, "secret key");
	if (!strcmp(argv[1], "rep")) {
		check(zmq_setsockopt(zmq, ZMQ_CURVE_SERVER, &one, sizeof one) == 0, "server");
		check(zmq_bind(zmq, argv[2]) == 0, "bind");
	} else {
		check(zmq_setsockopt(zmq, ZMQ_CURVE_SERVERKEY, argv[5], 41) == 0, "server key");
		check(zmq_connect(zmq, argv[2]) == 0, "connect");
	}
	for (number = first; type == ZMQ_PULL || type == ZMQ_REP || number < first + count; number++) {
		if (type == ZMQ_PULL) {
			note(receive_number());
		} else if (type == ZMQ_PUSH) {
			send_number(number);
			note(number);
		} else if (type == ZMQ_REP) {
			int64_t request = receive_number();
			note(request);
			send_number(request);
		} else {
			note(number);
			send_number(number);
			check(receive_number() == number, "reply");
			note(-number);
		}
	}
	pause();
	return 0;
}
