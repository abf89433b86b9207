/* A REQ peer in C: asks with messages of the given sizes, and prints "done" if each comes back as it went. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

static void check(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "%s: %s\n", what, zmq_strerror(zmq_errno()));
		exit(1);
	}
}

static void ask(void *socket, size_t size)
{
	char *request = malloc(size + 1);
	char *reply = malloc(size + 1);
	size_t i;

	check(request != NULL && reply != NULL, "malloc");
	for (i = 0; i < size; i++)
		request[i] = (char) (i * 31 % 251);
	check(zmq_send(socket, request, size, 0) == (int) size, "send");
	check(zmq_recv(socket, reply, size + 1, 0) == (int) size, "recv");
	check(memcmp(request, reply, size) == 0, "compare");
	free(request);
	free(reply);
}

int main(int argc, char **argv)
{
	void *context = zmq_ctx_new();
	void *socket = zmq_socket(context, ZMQ_REQ);
	int timeout = 20000, linger = 0;
	char *size;

	check(argc == 6, "usage: ask ENDPOINT PUBLIC SECRET SERVER SIZES");
	zmq_setsockopt(socket, ZMQ_RCVTIMEO, &timeout, sizeof timeout);
	zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
	check(zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, argv[2], 41) == 0, "public key");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, argv[3], 41) == 0, "secret key");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, argv[4], 41) == 0, "server key");
	check(zmq_connect(socket, argv[1]) == 0, "connect");
	for (size = strtok(argv[5], ","); size != NULL; size = strtok(NULL, ","))
		ask(socket, (size_t) atol(size));
	puts("done");
	zmq_close(socket);
	zmq_ctx_term(context);
	return 0;
}
