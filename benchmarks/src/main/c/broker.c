/*
 * A broker in C, zmq_proxy between two CURVE servers, and those that feed and drain any broker.
 *
 *   proxy SECRET                            binds a PULL and a PUSH socket, and prints their endpoints
 *   push ENDPOINT SERVER SIZE               sends until it is killed
 *   pull ENDPOINT SERVER WARM-UP TIME       prints how many messages came in a second, after warm-up (milliseconds),
 *                                           and that nothing comes any more
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

static void check(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "%s: %s\n", what, zmq_strerror(zmq_errno()));
		exit(1);
	}
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

static void *server(void *context, int type, const char *secret, char *endpoint, size_t size)
{
	void *socket = zmq_socket(context, type);
	int one = 1;

	check(zmq_setsockopt(socket, ZMQ_CURVE_SERVER, &one, sizeof one) == 0, "server");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret, 41) == 0, "secret key");
	check(zmq_bind(socket, "tcp://127.0.0.1:*") == 0, "bind");
	check(zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, endpoint, &size) == 0, "endpoint");
	return socket;
}

static void *client(void *context, int type, const char *endpoint, const char *server)
{
	void *socket = zmq_socket(context, type);
	char public[41], secret[41];

	check(zmq_curve_keypair(public, secret) == 0, "keys");
	check(zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, public, 41) == 0, "public key");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret, 41) == 0, "secret key");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, server, 41) == 0, "server key");
	check(zmq_connect(socket, endpoint) == 0, "connect");
	return socket;
}

static long receive(void *socket, double seconds)
{
	double end = now() + seconds;
	long count = 0;
	zmq_msg_t message;

	while (now() < end) {
		zmq_msg_init(&message);
		check(zmq_msg_recv(&message, socket, 0) >= 0, "receive");
		zmq_msg_close(&message);
		count++;
	}
	return count;
}

int main(int argc, char **argv)
{
	void *context = zmq_ctx_new();

	if (argc == 3 && !strcmp(argv[1], "proxy")) {
		char frontend[256], backend[256];
		void *in = server(context, ZMQ_PULL, argv[2], frontend, sizeof frontend);
		void *out = server(context, ZMQ_PUSH, argv[2], backend, sizeof backend);

		printf("> %s %s\n", frontend, backend);
		fflush(stdout);
		zmq_proxy(in, out, NULL);
	} else if (argc == 5 && !strcmp(argv[1], "push")) {
		void *socket = client(context, ZMQ_PUSH, argv[2], argv[3]);
		int size = atoi(argv[4]);
		char *message = calloc(1, size);

		check(message != NULL, "memory");
		for (;;)
			check(zmq_send(socket, message, size, 0) == size, "send");
	} else if (argc == 6 && !strcmp(argv[1], "pull")) {
		void *socket = client(context, ZMQ_PULL, argv[2], argv[3]);
		int patience = 30000, quiet = 300;
		double begin;
		long count;

		check(zmq_setsockopt(socket, ZMQ_RCVTIMEO, &patience, sizeof patience) == 0, "patience");
		receive(socket, 0.001);
		receive(socket, atof(argv[4]) / 1000);
		begin = now();
		count = receive(socket, atof(argv[5]) / 1000);
		printf("> %f\n", count / (now() - begin));
		fflush(stdout);
		check(zmq_setsockopt(socket, ZMQ_RCVTIMEO, &quiet, sizeof quiet) == 0, "quiet");
		while (zmq_recv(socket, NULL, 0, 0) >= 0)
			;
		printf("> drained\n");
	} else {
		fprintf(stderr, "usage: see the source\n");
		return 2;
	}
	return 0;
}
