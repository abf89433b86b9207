/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.jeromq;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.ZObject;
import zmq.io.IEngine;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.pipe.Pipe;
import zmq.socket.LB;

/**
 * The private fields that tell what is between a socket and its connections.
 */
final class PipeInternals {

	private final VarHandle socketPipes;

	private final VarHandle pipeParent;

	private final VarHandle pipePeer;

	private final VarHandle pipeWritten;

	private final VarHandle pipeRead;

	private final VarHandle sessionEngine;

	PipeInternals() throws ReflectiveOperationException {
		this.socketPipes = new PrivateMembers(SocketBase.class).field("pipes", Set.class);
		PrivateMembers pipe = new PrivateMembers(Pipe.class);
		this.pipeParent = pipe.field("parent", ZObject.class);
		this.pipePeer = pipe.field("peer", Pipe.class);
		this.pipeWritten = pipe.field("msgsWritten", long.class);
		this.pipeRead = pipe.field("msgsRead", long.class);
		this.sessionEngine = new PrivateMembers(SessionBase.class).field("engine", IEngine.class);
	}

	/** To be called on the thread that owns the socket only. */
	Set<?> pipes(SocketBase socket) {
		return (Set<?>) this.socketPipes.get(socket);
	}

	Pipe peer(Pipe pipe) {
		return (Pipe) this.pipePeer.getVolatile(pipe);
	}

	long written(Pipe pipe) {
		return (long) this.pipeWritten.getVolatile(pipe);
	}

	long read(Pipe pipe) {
		return (long) this.pipeRead.getVolatile(pipe);
	}

	/**
	 * The session at the other end, {@code null} if a socket of this process is there.
	 */
	@Nullable SessionBase session(Pipe pipe) {
		return (this.pipeParent.get(peer(pipe)) instanceof SessionBase session) ? session : null;
	}

	/** {@code null} while the session has no connection. */
	@Nullable StreamEngine engine(SessionBase session) {
		return (this.sessionEngine.getVolatile(session) instanceof StreamEngine engine) ? engine : null;
	}

	/**
	 * Have a socket use another load balancer. To be called on the thread that owns the
	 * socket, before it sends.
	 * @return whether the socket has one
	 * @throws IllegalAccessException if the JVM does not let us
	 */
	boolean replaceLoadBalancer(SocketBase socket, LB balancer) throws IllegalAccessException {
		for (Class<?> type = socket.getClass(); type != SocketBase.class; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (field.getType() == LB.class) {
					field.setAccessible(true);
					field.set(socket, balancer);
					return true;
				}
			}
		}
		return false;
	}

}
